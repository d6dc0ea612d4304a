import { z } from "zod";

/** The components of card JSON 2.0 and the attributes that each may bear; anything else is an error there. */

const words = z.string();
const flag = z.boolean();
const number = z.number();
const anything = z.unknown();
const elements = z.array(z.unknown());
const textElement = z.strictObject({
  tag: z.enum(["plain_text", "lark_md", "markdown"]),
  content: words,
  i18n_content: anything.optional(),
  element_id: words.optional(),
  text_size: words.optional(),
  text_color: words.optional(),
  text_align: z.enum(["left", "center", "right"]).optional(),
  lines: number.optional(),
  icon: anything.optional(),
});
const plainText = textElement.extend({ tag: z.literal("plain_text") });
const behaviors = z.array(
  z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("callback"), value: z.union([z.record(z.string(), z.unknown()), z.string()]) }),
    z.strictObject({
      type: z.literal("open_url"),
      default_url: words,
      pc_url: words.optional(),
      ios_url: words.optional(),
      android_url: words.optional(),
    }),
  ]),
);
const confirm = z.strictObject({ title: plainText, text: plainText });
const option = z.strictObject({ text: plainText.optional(), value: words, icon: anything.optional() });

/** How children stand in a container. */
const layout = {
  direction: z.enum(["vertical", "horizontal"]).optional(),
  padding: words.optional(),
  horizontal_spacing: words.optional(),
  horizontal_align: z.enum(["left", "center", "right"]).optional(),
  vertical_spacing: words.optional(),
  vertical_align: z.enum(["top", "center", "bottom"]).optional(),
};
/** What a form sends to the bot. */
const field = {
  name: words.optional(),
  required: flag.optional(),
  disabled: flag.optional(),
  placeholder: plainText.optional(),
  width: words.optional(),
  behaviors: behaviors.optional(),
  confirm: confirm.optional(),
};
const selection = { ...field, type: z.enum(["default", "text"]).optional(), options: z.array(option).min(1) };
const picker = { ...field, value: words.optional() };

const ATTRIBUTES: Readonly<Record<string, z.ZodRawShape>> = {
  markdown: {
    content: words,
    text_size: words.optional(),
    text_align: words.optional(),
    icon: anything.optional(),
    i18n_content: anything.optional(),
  },
  div: { text: textElement.optional(), icon: anything.optional(), width: words.optional() },
  hr: {},
  img: {
    img_key: words,
    alt: plainText,
    title: textElement.optional(),
    corner_radius: words.optional(),
    scale_type: words.optional(),
    size: words.optional(),
    transparent: flag.optional(),
    preview: flag.optional(),
  },
  img_combination: {
    combination_mode: words,
    combination_transparent: flag.optional(),
    corner_radius: words.optional(),
    img_list: z.array(z.strictObject({ img_key: words })),
  },
  chart: {
    chart_spec: z.record(z.string(), z.unknown()),
    aspect_ratio: z.enum(["1:1", "2:1", "4:3", "16:9"]).optional(),
    color_theme: words.optional(),
    preview: flag.optional(),
    height: words.optional(),
  },
  table: {
    columns: z
      .array(z.looseObject({ name: words, data_type: words }))
      .min(1)
      .max(50),
    rows: z.array(z.record(z.string(), z.unknown())),
    page_size: number.int().min(1).max(10).optional(),
    row_height: words.optional(),
    row_max_height: words.optional(),
    freeze_first_column: flag.optional(),
    header_style: anything.optional(),
  },
  person: { user_id: words, size: words.optional(), show_avatar: flag.optional(), show_name: flag.optional(), style: words.optional() },
  person_list: {
    persons: z.array(z.strictObject({ id: words })),
    size: words.optional(),
    lines: number.optional(),
    show_avatar: flag.optional(),
    show_name: flag.optional(),
    drop_invalid_user_id: flag.optional(),
  },
  button: {
    text: plainText.optional(),
    type: z
      .enum(["default", "primary", "danger", "text", "primary_text", "danger_text", "primary_filled", "danger_filled", "laser"])
      .optional(),
    size: z.enum(["tiny", "small", "medium", "large"]).optional(),
    width: words.optional(),
    icon: anything.optional(),
    hover_tips: plainText.optional(),
    disabled: flag.optional(),
    disabled_tips: plainText.optional(),
    confirm: confirm.optional(),
    behaviors: behaviors.optional(),
    name: words.optional(),
    form_action_type: z.enum(["submit", "reset"]).optional(),
  },
  overflow: { ...layout, width: words.optional(), options: z.array(z.looseObject({ text: plainText })), confirm: confirm.optional() },
  input: {
    ...field,
    default_value: words.optional(),
    value: anything.optional(),
    label: plainText.optional(),
    label_position: z.enum(["top", "left"]).optional(),
    max_length: number.int().min(1).max(1000).optional(),
    input_type: z.enum(["text", "multiline_text", "password"]).optional(),
    rows: number.int().optional(),
    auto_resize: flag.optional(),
    max_rows: number.int().optional(),
    show_icon: flag.optional(),
  },
  select_static: { ...selection, initial_option: words.optional(), initial_index: number.int().optional() },
  multi_select_static: { ...selection, selected_values: z.array(words).optional() },
  select_person: { ...selection, options: z.array(option).optional(), initial_option: words.optional() },
  multi_select_person: { ...selection, options: z.array(option).optional(), selected_values: z.array(words).optional() },
  date_picker: { ...picker, initial_date: words.optional() },
  picker_time: { ...picker, initial_time: words.optional() },
  picker_datetime: { ...picker, initial_datetime: words.optional() },
  checker: {
    ...field,
    checked: flag.optional(),
    text: textElement.optional(),
    overall_checkable: flag.optional(),
    button_area: anything.optional(),
    checked_style: anything.optional(),
    padding: words.optional(),
  },
  column_set: {
    flex_mode: z.enum(["none", "stretch", "flow", "bisect", "trisect"]).optional(),
    background_style: words.optional(),
    horizontal_spacing: words.optional(),
    horizontal_align: layout.horizontal_align,
    columns: elements,
    action: anything.optional(),
  },
  column: {
    ...layout,
    background_style: words.optional(),
    width: words.optional(),
    weight: number.int().min(1).max(5).optional(),
    elements: elements.optional(),
    action: anything.optional(),
  },
  collapsible_panel: {
    ...layout,
    expanded: flag.optional(),
    background_color: words.optional(),
    header: z.strictObject({
      title: textElement,
      background_color: words.optional(),
      vertical_align: words.optional(),
      padding: words.optional(),
      position: words.optional(),
      width: words.optional(),
      icon: anything.optional(),
      icon_position: words.optional(),
      icon_expanded_angle: number.optional(),
    }),
    border: z.strictObject({ color: words.optional(), corner_radius: words.optional() }).optional(),
    elements,
  },
  interactive_container: {
    ...layout,
    width: words.optional(),
    height: words.optional(),
    background_style: words.optional(),
    has_border: flag.optional(),
    border_color: words.optional(),
    corner_radius: words.optional(),
    behaviors,
    hover_tips: plainText.optional(),
    disabled: flag.optional(),
    disabled_tips: plainText.optional(),
    confirm: confirm.optional(),
    elements,
  },
  form: { ...layout, name: words.min(1), elements },
};

/** Components of JSON 1.0 that 2.0 no longer has. */
export const ABOLISHED = ["action", "note"];

/** Components whose value a form sends, under their `name`. */
export const FIELDS = [
  "input",
  "select_static",
  "multi_select_static",
  "select_person",
  "multi_select_person",
  "date_picker",
  "picker_time",
  "picker_datetime",
  "checker",
];

/** The schema of the component `tag`; undefined when there is none. */
export function elementSchema(tag: string): z.ZodType | undefined {
  const attributes = ATTRIBUTES[tag];
  return attributes && z.strictObject({ tag: z.literal(tag), element_id: words.optional(), margin: words.optional(), ...attributes });
}

export const CardShell = z.strictObject({
  schema: z.literal("2.0"),
  config: z
    .strictObject({
      update_multi: z.literal(true).optional(),
      streaming_mode: flag.optional(),
      streaming_config: anything.optional(),
      summary: z.strictObject({ content: words.optional(), i18n_content: anything.optional() }).optional(),
      locales: z.array(words).optional(),
      enable_forward: flag.optional(),
      enable_forward_interaction: flag.optional(),
      width_mode: z.enum(["default", "compact", "fill"]).optional(),
      use_custom_translation: flag.optional(),
      style: anything.optional(),
    })
    .optional(),
  card_link: z
    .strictObject({ url: words.optional(), pc_url: words.optional(), ios_url: words.optional(), android_url: words.optional() })
    .optional(),
  header: z
    .strictObject({
      title: textElement,
      subtitle: textElement.optional(),
      text_tag_list: z
        .array(z.strictObject({ tag: z.literal("text_tag"), element_id: words.optional(), text: plainText, color: words.optional() }))
        .max(3)
        .optional(),
      i18n_text_tag_list: anything.optional(),
      template: words.optional(),
      icon: anything.optional(),
      padding: words.optional(),
    })
    .optional(),
  body: z.strictObject({ ...layout, elements }).optional(),
});
