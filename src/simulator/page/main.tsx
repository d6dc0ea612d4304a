/// <reference types="vite/client" />
import { App, Button, ConfigProvider, Result } from "antd";
import { createRoot } from "react-dom/client";
import { ChatPage } from "./chat-page.tsx";
import { Guard } from "./guard.tsx";
import { texts } from "./texts.ts";
import "./styles/base.css";

/** Feishu's own blue, greys and corners for the controls that we take from the component library. */
const THEME = {
  token: {
    // A menu that is still growing takes a press for its neighbour, or for none.
    motion: false,
    colorPrimary: "#1456f0",
    colorLink: "#1456f0",
    colorText: "#1f2329",
    colorTextSecondary: "#646a73",
    colorBorder: "#d0d3d6",
    colorError: "#d83931",
    borderRadius: 6,
    fontFamily: "inherit",
  },
};

function Crashed() {
  const reload = <Button onClick={() => location.reload()}>{texts.page.reload}</Button>;
  return <Result status="warning" title={texts.page.crashed} extra={reload} />;
}

const root = document.getElementById("root");
if (!root) throw new TypeError("the page has no root element");
createRoot(root).render(
  <ConfigProvider theme={THEME} button={{ autoInsertSpace: false }}>
    <App className="app">
      <Guard watched={undefined} fallback={<Crashed />}>
        <ChatPage />
      </Guard>
    </App>
  </ConfigProvider>,
);
