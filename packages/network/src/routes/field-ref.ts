/** Where a fact was read: the object's UID and the path of the field as `kubectl explain` would name it. */
export interface FieldRef {
  readonly uid: string;
  readonly path: string;
}
