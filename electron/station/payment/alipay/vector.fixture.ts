/**
 * A key and a signature that were reckoned from whole numbers alone (RFC 8017, EMSA-PKCS1-v1_5 over SHA-256, then a power
 * modulo n): no library of cryptography had a part in them. Of no use to anybody: the key was made for this file.
 */

/** What is signed. */
export const TEXT = 'a=1&app_id=2021000000000001&biz_content={"subject":"停车费"}&z=0';

/** Base64, as the provider's tools write keys. */
export const PKCS8 =
  'MIIEvgIBADANBgkqhkiG9w0BAQEFAASCBKgwggSkAgEAAoIBAQDEkal6jW9yHSv9uwiPKeGHHY/XSDtzOJvbPKOZXmedxTDkWMGjzrF72ZvNGl' +
  'tCJVAh5IuTSo03OD5ocpBgMoIb31NXZBTMhy4TXNeuvFCA7a0vB4j99+ZZYGF47soWbLAPJFEJ2iBQ/3wxPL77lQhLtnwRBGMJ4wVuOk9lO2Nu' +
  'eScOe5LalgQCG6/qdlHfPaEFSI/IE/bXB7VBvF9cusi17kiuxZxkwYE6zRNG4/jrS9KcErSPLCrVImMTeQEnKoklf4UdLzzp02PZDL3TcKEDi+' +
  '/GeOIr4FrA+oJiFu5btQvQe73+10Nwi+yWB4nux0583dqKcDz91j9s1CKtThAzAgMBAAECggEAen8vt6C2R83oITnSLq1xzyrb/dQUwEwRzIEw' +
  'jp4nQkmlm1e4bKWdM0o77ogzQLhSBJ0RYhu+fx/8vEhQsrInJMl6fWZwE7lWPFjKTCksnfv/xeQTOfmnwiDu/VcJ9wmKehUur04Qf4mHUoPBnL' +
  'SWM+Cn1k7+jSW9t6B84+ArqaabwSs7gIX7niT7BfzhXJcWn9il2P1lKqYlvLnj0CuhtTfQcxTJ07VG0p/9Dfa5FWgjmmPYHKQ+TvdqktvVZN46' +
  'M6HSqNf2yV4+socPakvyPHC1dgJOdsYZY/T1V9gv7vDIAdgoKNYiq2YpWD14eLRIQQaCYTWzQ8ZahmsxB+M2GQKBgQD1F1eiyPFbUOOtzWWF5W' +
  'OEuGpj1i9hSKBaYnZsgTQOv0DEYBa7co8po6cy7uV8wn+RXoFMqCWtaiuW44QB6QqX9bDsCh0F8keDej8DxpfpEVfHDSRn7/yDjE8i3K0umRHc' +
  'WZXpp8QFy6bO855JVfGmuonuxCSUn2llfv0uWEe21wKBgQDNUXC4GgIaxEIC4n1ilE94Cs4zweIWplio7Lom0hPJeNpMi8cjIqFmI7nu+VoM/E' +
  '4BukilyRLYSWl70iT463/lPYv6QkkiAQYTJokQrLPVQpZuxeFiRr42J//KoJa2W3B9CsuQzNpdu+gZ3V1lCg8PUg8zNxQ2X0eyncPaNKqyBQKB' +
  'gQCLE7zaFdbH76XTKVuz2FBZruBIWPE37iN4RqlWtxaYS7Tv+mrL4Z0VjtVBFMlKu3/yOMN8gWon9rhXfjGZd+lYA8Zqmu6PQkWMeSEq/lWTnx' +
  'DFVlLTXB5Zc5QwfzMS3y+Ab6GfHmEgvMiiZSHsEYX4C6BbyhfL8o23V5FJ7DR9rwKBgQCmUf+ukxr7VdpnfdO2ZJAPnSk20it0z6HojYOqaOkw' +
  'ft7PvTc+phH6rJw1Evc4p7YFPkMVUVIbtTRm4m+i2RrMt9PJkaKukge6wa+su0oeSoeUCmYud0IkmrhiCz6rUF1KXdFTZi7KWaqGMUUz0Tcr4P' +
  'yBL3AHL53j+lsqSxmvhQKBgErr5yenaDcWZRK+dZ7jbPgvvVeQIHcvCXffUTZlwSsP40VFDddFopQIB1hfPb4CDUsX/6b0Fhe4wbjLryT0kG9U' +
  'lEr7O2xSdg7oN0vOKAjE9Jk1o2CgQB/oReA20C+YBihU3A3wJJsZN+YfMpfJdYPDtCUccjBopAqEkfGa2K/s';
export const PKCS1 =
  'MIIEpAIBAAKCAQEAxJGpeo1vch0r/bsIjynhhx2P10g7czib2zyjmV5nncUw5FjBo86xe9mbzRpbQiVQIeSLk0qNNzg+aHKQYDKCG99TV2QUzI' +
  'cuE1zXrrxQgO2tLweI/ffmWWBheO7KFmywDyRRCdogUP98MTy++5UIS7Z8EQRjCeMFbjpPZTtjbnknDnuS2pYEAhuv6nZR3z2hBUiPyBP21we1' +
  'QbxfXLrIte5IrsWcZMGBOs0TRuP460vSnBK0jywq1SJjE3kBJyqJJX+FHS886dNj2Qy903ChA4vvxnjiK+BawPqCYhbuW7UL0Hu9/tdDcIvslg' +
  'eJ7sdOfN3ainA8/dY/bNQirU4QMwIDAQABAoIBAHp/L7egtkfN6CE50i6tcc8q2/3UFMBMEcyBMI6eJ0JJpZtXuGylnTNKO+6IM0C4UgSdEWIb' +
  'vn8f/LxIULKyJyTJen1mcBO5VjxYykwpLJ37/8XkEzn5p8Ig7v1XCfcJinoVLq9OEH+Jh1KDwZy0ljPgp9ZO/o0lvbegfOPgK6mmm8ErO4CF+5' +
  '4k+wX84VyXFp/Ypdj9ZSqmJby549ArobU30HMUydO1RtKf/Q32uRVoI5pj2BykPk73apLb1WTeOjOh0qjX9slePrKHD2pL8jxwtXYCTnbGGWP0' +
  '9VfYL+7wyAHYKCjWIqtmKVg9eHi0SEEGgmE1s0PGWoZrMQfjNhkCgYEA9RdXosjxW1Djrc1lheVjhLhqY9YvYUigWmJ2bIE0Dr9AxGAWu3KPKa' +
  'OnMu7lfMJ/kV6BTKglrWorluOEAekKl/Ww7AodBfJHg3o/A8aX6RFXxw0kZ+/8g4xPItytLpkR3FmV6afEBcumzvOeSVXxprqJ7sQklJ9pZX79' +
  'LlhHttcCgYEAzVFwuBoCGsRCAuJ9YpRPeArOM8HiFqZYqOy6JtITyXjaTIvHIyKhZiO57vlaDPxOAbpIpckS2Elpe9Ik+Ot/5T2L+kJJIgEGEy' +
  'aJEKyz1UKWbsXhYka+Nif/yqCWtltwfQrLkMzaXbvoGd1dZQoPD1IPMzcUNl9Hsp3D2jSqsgUCgYEAixO82hXWx++l0ylbs9hQWa7gSFjxN+4j' +
  'eEapVrcWmEu07/pqy+GdFY7VQRTJSrt/8jjDfIFqJ/a4V34xmXfpWAPGapruj0JFjHkhKv5Vk58QxVZS01weWXOUMH8zEt8vgG+hnx5hILzIom' +
  'Uh7BGF+AugW8oXy/KNt1eRSew0fa8CgYEAplH/rpMa+1XaZ33TtmSQD50pNtIrdM+h6I2DqmjpMH7ez703PqYR+qycNRL3OKe2BT5DFVFSG7U0' +
  'ZuJvotkazLfTyZGirpIHusGvrLtKHkqHlApmLndCJJq4Ygs+q1BdSl3RU2YuylmqhjFFM9E3K+D8gS9wBy+d4/pbKksZr4UCgYBK6+cnp2g3Fm' +
  'USvnWe42z4L71XkCB3Lwl331E2ZcErD+NFRQ3XRaKUCAdYXz2+Ag1LF/+m9BYXuMG4y68k9JBvVJRK+ztsUnYO6DdLzigIxPSZNaNgoEAf6EXg' +
  'NtAvmAYoVNwN8CSbGTfmHzKXyXWDw7QlHHIwaKQKhJHxmtiv7A==';
export const SPKI =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAxJGpeo1vch0r/bsIjynhhx2P10g7czib2zyjmV5nncUw5FjBo86xe9mbzRpbQiVQIe' +
  'SLk0qNNzg+aHKQYDKCG99TV2QUzIcuE1zXrrxQgO2tLweI/ffmWWBheO7KFmywDyRRCdogUP98MTy++5UIS7Z8EQRjCeMFbjpPZTtjbnknDnuS' +
  '2pYEAhuv6nZR3z2hBUiPyBP21we1QbxfXLrIte5IrsWcZMGBOs0TRuP460vSnBK0jywq1SJjE3kBJyqJJX+FHS886dNj2Qy903ChA4vvxnjiK+' +
  'BawPqCYhbuW7UL0Hu9/tdDcIvslgeJ7sdOfN3ainA8/dY/bNQirU4QMwIDAQAB';

/** Of `TEXT`, in Base64. */
export const SIGNATURE =
  'sJe+soYYd+P/fTGH5qHK5aA6qlGNa1XrJtV8X3mgkTkQz2ZHzH84wuuasT8wsjDDVj1ou/ZA33xDoKKdtPWnr1OIn/7KZIzN7xRh6ulBlGE9ZE' +
  'W+RolPPHJUGXGefbnExzNnIlfiFrZf4WkLEIgbx0uic2gobi9uO9mnSaka+3RE15PmHJJ5ln9wQ0lKm6uZwSAHxKJpxu+ZQPf7q9Xql2SiGdbu' +
  'jCnbhilz9g8dHKAJmnpxR9gAfHLjd5fI9+faafSJ4DyLPm+NhRrAwcD6E8kVtLRqM10dH6Eoy6T0rlBSBzXolp2j7x4DvyT25Alt4Ek/jdmIkh' +
  'jzmfDjsX/T7w==';
