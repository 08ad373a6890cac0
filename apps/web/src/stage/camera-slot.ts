import type { CameraControl } from './camera-control';

let held: CameraControl | null = null;

/** The camera of the map on the screen, for keys and buttons outside it; null while there is none. */
export const cameraSlot = {
  get: (): CameraControl | null => held,
  hold(control: CameraControl): () => void {
    held = control;
    return () => {
      if (held === control) held = null;
    };
  },
};
