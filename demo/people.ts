/** Who works at the demo lot, and with which passwords: it is a play, its passwords are on the bill. */
export const DEMO_PEOPLE = [
  {
    id: 'wang',
    name: '王师傅',
    role: 'attendant',
    password: '135790',
    hash: '$scrypt$ln=12,r=8,p=1$kAxX4ff3QhCYpUsi0WpoJw$KGy5ybhx/sk1uawFMN/R6NB1gKz+WIgtY58C9doAeYk',
  },
  {
    id: 'li',
    name: '李主管',
    role: 'supervisor',
    password: 'ganting-88',
    hash: '$scrypt$ln=12,r=8,p=1$apq9q/uP7UNtn6Y5YSs2fw$8Kbe+wWXr74ZtSDvk+6lAx71DKC0PqWxF0tNmF2jMJs',
  },
  {
    id: 'zhao',
    name: '赵工',
    role: 'installer',
    password: 'anzhuang-88',
    hash: '$scrypt$ln=12,r=8,p=1$sw2Py4fmv+5LzTsWOAssEQ$dnCg1V4MpVyb95qs/gov5/96+WBC703UajEwcbRGXmg',
  },
  {
    id: 'kan',
    name: '看看',
    role: 'viewer',
    password: '246813',
    hash: '$scrypt$ln=12,r=8,p=1$rPNDQFXimGeoBxR03wsr5A$FTlZTjHB7Tl6vnilg5bMP2ueir2G1QDsJkfQov4Lbcs',
  },
] as const;
