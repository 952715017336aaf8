/* The tooltip: the names of an actor, or what a line says and who says so. */

const tip = document.getElementById("tip");

function actorTip(actor) {
  const line = [actor.kind_label || row("families", actor.family).label, actor.country_label, `${counted(actor.relations.length)} ${words.relations}`];
  const names = namesOf(actor).filter(([, text]) => text && text !== actor.label).slice(0, 4);
  return [
    make("b", {}, written(actor.label)),
    ...names.map(([tag, text]) => make("div", { class: "second" }, written(text, tag))),
    make("div", { class: "more" }, line.filter(Boolean).join(" · ")),
  ];
}

function relationTip(relation) {
  const [from, to] = [actors.get(relation.from), actors.get(relation.to)];
  const first = (relation.evidence || [])[0];
  const where = first && `${first.source || ""} ${first.locator || ""}`;
  return [
    make("div", {}, written(from.label), " ", make("b", {}, written(relation.label || relation.relation)), " ", written(to.label)),
    make("div", { class: "more" }, badge(relation) || "", " ", relation.disputed ? disputeMark(words.disputed) : "", " ", written([relation.period, where].filter(Boolean).join(" · "))),
  ];
}

function drawTip(hovered, x, y) {
  tip.hidden = !hovered;
  if (!hovered) return;
  tip.replaceChildren(...(hovered.actor ? actorTip(hovered.actor) : relationTip(hovered.relation)));
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(innerWidth - size.width - 8, x + 14))}px`;
  tip.style.top = `${Math.max(8, y + 16 + size.height > innerHeight ? y - size.height - 12 : y + 16)}px`;
}
