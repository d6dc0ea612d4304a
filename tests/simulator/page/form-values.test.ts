import { expect, test } from "vitest";
import { type Form, plain } from "../../../src/card.ts";
import { fieldsOf, initialValues, missingFields } from "../../../src/simulator/page/form-values.ts";

const form: Form = {
  tag: "form",
  name: "hazard",
  elements: [
    { tag: "input", name: "place", required: true },
    {
      tag: "column_set",
      columns: [
        {
          tag: "column",
          width: "auto",
          elements: [{ tag: "select_static", name: "state", options: [], initial_option: "open", required: true }],
        },
      ],
    },
    {
      tag: "collapsible_panel",
      expanded: false,
      header: { title: plain("更多") },
      elements: [{ tag: "input", name: "note", default_value: "无" }],
    },
  ],
};

test("fields are found at every depth and begin with what the card says", () => {
  expect(fieldsOf(form.elements).map(({ name }) => name)).toEqual(["place", "state", "note"]);
  expect(initialValues(form)).toEqual({ place: "", state: "open", note: "无" });
});

test("spaces do not fill in a required field", () => {
  expect(missingFields(form, { place: "  ", state: "open", note: "" })).toEqual(["place"]);
  expect(missingFields(form, { place: "河市镇", state: "open", note: "" })).toEqual([]);
});
