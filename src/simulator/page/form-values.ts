import type { CardElement, Form } from "../../card.ts";

export type FormValues = Readonly<Record<string, string>>;
type Field = Extract<CardElement, { tag: "input" | "select_static" }>;

/** The fields of a form, also those inside columns and panels. */
export function fieldsOf(elements: readonly CardElement[]): readonly Field[] {
  return elements.flatMap((element) => {
    switch (element.tag) {
      case "input":
      case "select_static":
        return [element];
      case "column_set":
        return element.columns.flatMap((column) => fieldsOf(column.elements));
      case "collapsible_panel":
      case "form":
        return fieldsOf(element.elements);
      default:
        return [];
    }
  });
}

/** What stands in a form before anyone touched it. */
export function initialValues(form: Form): FormValues {
  return Object.fromEntries(fieldsOf(form.elements).map((field) => [field.name, initialOf(field)]));
}

/** Names of the fields that must be filled in and are not. */
export function missingFields(form: Form, values: FormValues): readonly string[] {
  return fieldsOf(form.elements)
    .filter((field) => field.required && !values[field.name]?.trim())
    .map((field) => field.name);
}

function initialOf(field: Field): string {
  return (field.tag === "input" ? field.default_value : field.initial_option) ?? "";
}
