import { createContext, type ReactNode, use, useState } from "react";
import type { Button, Form } from "../../card.ts";
import { useCardInHand } from "./card-context.ts";
import { type FormValues, initialValues, missingFields } from "./form-values.ts";

/** The form around a field or button. */
export type FormInHand = {
  values: FormValues;
  missing: readonly string[];
  set(name: string, value: string): void;
  /** Hands the form in, or shows which fields are missing. */
  submit(key: string, button: Button): void;
  reset(): void;
};

const FormContext = createContext<FormInHand | undefined>(undefined);

/** Undefined outside of a form. */
export function useFormInHand(): FormInHand | undefined {
  return use(FormContext);
}

/** Keeps what is typed until it is handed in or reset. */
export function CardForm({ form, children }: { form: Form; children: ReactNode }) {
  const { press } = useCardInHand();
  const [values, setValues] = useState(() => initialValues(form));
  const [missing, setMissing] = useState<readonly string[]>([]);

  const inHand: FormInHand = {
    values,
    missing,
    set(name, value) {
      setValues({ ...values, [name]: value });
      setMissing(missing.filter((field) => field !== name));
    },
    submit(key, button) {
      const stillMissing = missingFields(form, values);
      setMissing(stillMissing);
      if (stillMissing.length > 0) return;
      press(key, { value: callbackValue(button), form: values, ...(button.name ? { name: button.name } : {}) });
    },
    reset() {
      setValues(initialValues(form));
      setMissing([]);
    },
  };
  return (
    <FormContext value={inHand}>
      <div className="card-form">{children}</div>
    </FormContext>
  );
}

/** What a button carries back to the bot. */
export function callbackValue(button: Button): unknown {
  return button.behaviors?.find((behavior) => behavior.type === "callback")?.value ?? {};
}
