"use client";

import * as Slot from "radix-ui/slot";
import {
  type ComponentProps,
  createContext,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  use,
  useEffect,
  useRef,
  useState,
} from "react";

type Parts = typeof import("radix-ui/dialog");
type DialogState = {
  /** null until it is needed for the first time. */
  parts: Parts | null;
  open: boolean;
  setOpen: (open: boolean) => void;
  opener: RefObject<Element | null>;
};

const DIALOG: "dialog" = "dialog";
const Context = createContext<DialogState | null>(null);
let loaded: Parts | null = null;

async function load(): Promise<Parts> {
  loaded ??= await import("radix-ui/dialog");
  return loaded;
}
const warm = () => void load().catch(() => undefined);

export function useDialogState(): DialogState {
  const state = use(Context);
  if (!state) throw new Error("a part of a dialog stands outside of one");
  return state;
}

type DialogRootProps = { open?: boolean; onOpenChange?: (open: boolean) => void; children: ReactNode };

/**
 * Most pages have dialogs and are left without opening one: what draws them comes with the person's first touch, in case the
 * network goes later, and at the latest when one opens.
 */
export function DialogRoot({ open: given, onOpenChange, children }: DialogRootProps) {
  const [own, setOwn] = useState(false);
  const [parts, setParts] = useState(loaded);
  const opener = useRef<Element | null>(null);
  const open = given ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  useEffect(() => {
    const once = { once: true, passive: true };
    window.addEventListener("pointerdown", warm, once);
    window.addEventListener("keydown", warm, once);
  }, []);
  useEffect(() => {
    if (open && !parts) load().then(setParts, () => setOwn(false));
  }, [open, parts]);
  return <Context value={{ parts, open, setOpen, opener }}>{children}</Context>;
}

export function DialogRootTrigger({
  asChild = false,
  onClick,
  ...props
}: ComponentProps<"button"> & { asChild?: boolean }) {
  const { open, setOpen } = useDialogState();
  const shared = {
    ...props,
    "aria-haspopup": DIALOG,
    "aria-expanded": open,
    onPointerEnter: warm,
    onFocus: warm,
    onClick: (event: MouseEvent<HTMLButtonElement>) => {
      onClick?.(event);
      setOpen(true);
    },
  };
  return asChild ? <Slot.Root {...shared} /> : <button type="button" {...shared} />;
}

type FrameProps = ComponentProps<Parts["Content"]> & { overlayClassName: string };

/** The box itself, over everything else; focus goes in when it opens and back to where it was when it closes. */
export function DialogFrame({ overlayClassName, onOpenAutoFocus, onCloseAutoFocus, ...props }: FrameProps) {
  const { parts, open, setOpen, opener } = useDialogState();
  if (!parts) return null;
  return (
    <parts.Root open={open} onOpenChange={setOpen}>
      <parts.Portal>
        <parts.Overlay className={overlayClassName} />
        <parts.Content
          aria-describedby={undefined}
          onOpenAutoFocus={(event) => {
            opener.current = document.activeElement;
            onOpenAutoFocus?.(event);
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            if (event.defaultPrevented) return;
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          {...props}
        />
      </parts.Portal>
    </parts.Root>
  );
}

export function DialogFrameClose(props: ComponentProps<Parts["Close"]>) {
  const { parts } = useDialogState();
  return parts && <parts.Close {...props} />;
}

export function DialogFrameTitle(props: ComponentProps<Parts["Title"]>) {
  const { parts } = useDialogState();
  return parts && <parts.Title {...props} />;
}

export function DialogFrameDescription(props: ComponentProps<Parts["Description"]>) {
  const { parts } = useDialogState();
  return parts && <parts.Description {...props} />;
}
