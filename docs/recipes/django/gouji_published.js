// Only what is to be published is held: without the tick every save is free.
addEventListener("DOMContentLoaded", () => {
  const checker = document.querySelector("gouji-checker");
  const published = document.querySelector("#id_published");
  const follow = () => checker.setAttribute("mode", published.checked ? "gate" : "advise");
  published.addEventListener("change", follow);
  follow();
});
