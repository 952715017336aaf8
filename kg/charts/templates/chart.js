const page = document.documentElement;
const specification = JSON.parse(document.getElementById("specification").textContent);
vegaEmbed("#chart", specification, {
  actions: false,
  ast: true,
  defaultStyle: false,
  renderer: "svg",
  tooltip: { disableDefaultStyle: true },
  loader: { load: () => Promise.reject(new Error("this page loads nothing")) },
}).then(
  () => page.setAttribute("data-ready", ""),
  (error) => {
    page.setAttribute("data-failed", String(error));
    throw error;
  },
);
