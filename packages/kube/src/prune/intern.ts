/** Returns an equal value that was seen before, if there is one: records share their labels and port lists. */
export type Intern = <T>(value: T) => T;

export const noIntern: Intern = (value) => value;
