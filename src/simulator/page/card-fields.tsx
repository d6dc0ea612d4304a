import { Input as AntInput, Select as AntSelect } from "antd";
import { type ReactNode, useId, useState } from "react";
import type { Input, Select } from "../../card.ts";
import { useFormInHand } from "./card-form.tsx";
import { texts } from "./texts.ts";

/** A field of a form; outside of one it keeps its value to itself. */
function useField(name: string, initial: string): { value: string; isMissing: boolean; set(value: string): void } {
  const form = useFormInHand();
  const [own, setOwn] = useState(initial);
  if (!form) return { value: own, isMissing: false, set: setOwn };
  return { value: form.values[name] ?? "", isMissing: form.missing.includes(name), set: (value) => form.set(name, value) };
}

export function CardInput({ input }: { input: Input }) {
  const field = useField(input.name, input.default_value ?? "");
  const id = useId();
  const shared = {
    id,
    value: field.value,
    placeholder: input.placeholder?.content ?? texts.card.fillIn,
    "aria-required": input.required ?? false,
    "aria-invalid": field.isMissing,
    ...(field.isMissing ? { status: "error" as const, "aria-describedby": `${id}-problem` } : {}),
    ...(input.label ? {} : { "aria-label": input.placeholder?.content ?? texts.card.fillIn }),
  };
  return (
    <Field id={id} label={input.label?.content} isRequired={input.required ?? false} isMissing={field.isMissing}>
      {input.input_type === "multiline_text" ? (
        <AntInput.TextArea {...shared} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => field.set(event.target.value)} />
      ) : (
        <AntInput {...shared} onChange={(event) => field.set(event.target.value)} />
      )}
    </Field>
  );
}

export function CardSelect({ select }: { select: Select }) {
  const field = useField(select.name, select.initial_option ?? "");
  const id = useId();
  const label = select.placeholder?.content ?? texts.card.choose;
  return (
    <Field id={id} label={undefined} isRequired={select.required ?? false} isMissing={field.isMissing}>
      <AntSelect
        id={id}
        className="card-select"
        value={field.value || null}
        placeholder={label}
        aria-label={label}
        aria-required={select.required ?? false}
        status={field.isMissing ? "error" : ""}
        options={select.options.map((option) => ({ value: option.value, label: option.text.content }))}
        onChange={(value) => field.set(value ?? "")}
        notFoundContent={texts.card.noOptions}
      />
    </Field>
  );
}

function Field(field: { id: string; label: string | undefined; isRequired: boolean; isMissing: boolean; children: ReactNode }) {
  return (
    <div className="card-field">
      {field.label && (
        <label htmlFor={field.id}>
          {field.label}
          {field.isRequired && <span className="required-mark">*</span>}
        </label>
      )}
      {field.children}
      {field.isMissing && (
        <p className="field-problem" id={`${field.id}-problem`} role="alert">
          {texts.card.required}
        </p>
      )}
    </div>
  );
}
