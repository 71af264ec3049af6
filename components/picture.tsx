import { type ComponentProps, createElement } from "react";

type PictureProps = ComponentProps<"img"> & { src: string; alt: string; width: number; height: number };

/**
 * A picture that only the person may fetch, or that is part of the page: the image optimiser could do nothing for it, and its
 * own component would weigh more than what it shows.
 */
export function Picture(props: PictureProps) {
  return createElement("img", { decoding: "async", loading: "lazy", ...props });
}
