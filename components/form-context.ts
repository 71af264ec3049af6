"use client";

import { createContext } from "react";

export type FormWiring = { pending: boolean; fields: Record<string, string> };

/** What an ActionForm tells the fields and buttons inside it. */
export const FormContext = createContext<FormWiring | null>(null);
