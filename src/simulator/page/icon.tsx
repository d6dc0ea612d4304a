import type { ReactNode } from "react";

const DRAWINGS = {
  bot: (
    <>
      <path d="M12 3l7.5 2.8v5.4c0 4.6-3.1 8-7.5 9.8-4.4-1.8-7.5-5.2-7.5-9.8V5.8z" />
      <path d="M8.5 11.8l2.5 2.5 4.5-4.8" />
    </>
  ),
  back: <path d="M15 5l-7 7 7 7" />,
  down: <path d="M6 9.5l6 6 6-6" />,
  reply: <path d="M9.5 6L4 11.5 9.5 17M4.5 11.5H14a6 6 0 0 1 6 6V19" />,
  copy: (
    <>
      <rect x="8.5" y="8.5" width="11.5" height="11.5" rx="2" />
      <path d="M15.5 8.5V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7.5a2 2 0 0 0 2 2h2.5" />
    </>
  ),
  photo: (
    <>
      <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
      <circle cx="9" cy="10" r="1.6" />
      <path d="M4 17l4.5-4 3.5 3 3.5-4 4.5 5" />
    </>
  ),
  at: (
    <>
      <circle cx="12" cy="12" r="3.6" />
      <path d="M15.6 8.5v5a2.2 2.2 0 0 0 4.4 0V12a8 8 0 1 0-3.2 6.4" />
    </>
  ),
  send: <path d="M4.5 11.5L20 4l-5 16-3.5-6.5zM11.5 13.5L20 4" />,
  close: <path d="M6 6l12 12M18 6L6 18" />,
  file: <path d="M13.5 3.5H7a2 2 0 0 0-2 2v13a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V9zM13.5 3.5V9H19" />,
  group: (
    <>
      <circle cx="9" cy="8.5" r="3.2" />
      <path d="M3 19c.6-3.4 2.8-5.2 6-5.2s5.4 1.8 6 5.2M15.5 5.7a3.2 3.2 0 0 1 0 5.6M17.5 14.2c2 .7 3.2 2.3 3.5 4.8" />
    </>
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  warning: <path d="M12 7.5v5.5M12 16.5v.1M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z" />,
} satisfies Record<string, ReactNode>;

/** A line icon in the colour of the text around it; what it means is said by its button's label. */
export function Icon({ name }: { name: keyof typeof DRAWINGS }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {DRAWINGS[name]}
    </svg>
  );
}
