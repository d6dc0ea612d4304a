/** What the web server tells the person who starts it. */
export const texts = {
  portInUse: ({ port }: { port: number }) =>
    `端口 ${port} 打不开：已被别的程序占用，或没有权限。请关闭占用它的程序，或换一个端口再启动，例如：PORT=${port === 3000 ? 3001 : 3000} npm start`,
};
