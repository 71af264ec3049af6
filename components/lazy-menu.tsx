"use client";

import { type ComponentType, type ReactNode, useState } from "react";

export type MenuParts = { trigger: ReactNode; triggerClass: string };
type LazyMenuProps<P> = MenuParts & {
  /** Where the menu itself lives; loaded when it is about to be needed. */
  load: () => Promise<ComponentType<P & MenuParts>>;
  menuProps: P;
};

/**
 * A menu button whose menu is loaded on first use: most pages are left without opening it. The plain button in its place looks
 * and speaks the same; a pointer or focus on it already fetches the code.
 */
export function LazyMenu<P extends object>({ load, menuProps, trigger, triggerClass }: LazyMenuProps<P>) {
  const [Menu, setMenu] = useState<ComponentType<P & MenuParts> | null>(null);
  if (Menu) return <Menu {...menuProps} trigger={trigger} triggerClass={triggerClass} />;
  const warm = () => void load().catch(() => undefined);
  const open = () => void load().then((loaded) => setMenu(() => loaded), warm);
  return (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      className={triggerClass}
      onPointerEnter={warm}
      onFocus={warm}
      onClick={open}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        open();
      }}
    >
      {trigger}
    </button>
  );
}
