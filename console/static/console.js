// What htmx does not do by itself: keep the feed short, and say whether it is live.
(() => {
  const KEPT = 200;
  const feed = document.getElementById("dong");
  const sign = document.getElementById("ket-noi");
  const say = (state, text) => {
    if (sign.dataset.state === state) return;
    sign.hidden = false;
    sign.dataset.state = state;
    sign.textContent = text;
  };
  document.addEventListener("htmx:sse:after:connection", () => say("live", "Trực tiếp"));
  document.addEventListener("htmx:sse:before:message", () => say("live", "Trực tiếp"));
  document.addEventListener("htmx:sse:error", () => say("lost", "Mất kết nối, đang nối lại"));
  document.addEventListener("htmx:sse:close", () => say("lost", "Đã ngắt; tải lại trang để nối tiếp"));
  document.addEventListener("htmx:sse:after:message", () => {
    while (feed.children.length > KEPT) feed.lastElementChild.remove();
  });
})();
