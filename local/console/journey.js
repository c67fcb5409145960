// A picture that is wider than its window begins where a lead stands in it, or where leads come in.
for (const frame of document.querySelectorAll(".journey-frame")) {
  const part = frame.querySelector(".lit") ?? frame.querySelector(".entrance");
  const [there, here] = [part, frame].map((each) => each.getBoundingClientRect());
  frame.scrollLeft += there.x + there.width / 2 - (here.x + here.width / 2);
}
