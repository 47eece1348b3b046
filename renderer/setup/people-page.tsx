import { Spin } from 'antd';
import { useEffect } from 'react';
import { PeopleList } from '../people/people-list.tsx';
import '../people/people.css';
import '../tables/lists.css';
import { useDesk, usePeople } from '../store/desk.tsx';

/** Who works here: the same list as ever. */
export function PeoplePage() {
  const { people } = useDesk();
  const loaded = usePeople((state) => state.people !== null);
  useEffect(() => people.open(), [people]);
  return loaded ? <PeopleList /> : <Spin />;
}
