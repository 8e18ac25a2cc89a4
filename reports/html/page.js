"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  // A finding is a list, in the order in which html.go writes it.
  const CONTROL = 0, SEVERITY = 1, STATUS = 2, TARGET = 3, KIND = 4, RESOURCE = 5, NAMESPACE = 6, NAME = 7, PART = 8, MESSAGE = 9,
    FINGERPRINT = 10, INSTANCES = 11, REASON = 12, WAIVER = 13, EVIDENCE = 14;
  const byId = (id) => document.getElementById(id);
  const list = byId("list"), more = byId("more"), shown = byId("shown");
  const fields = ["severity", "status", "target", "platform", "namespace", "control", "framework", "requirement", "text"];
  const step = 50, printed = 1000;
  const texts = new Array(data.findings.length);
  let matching = [], next = 0, only = null;

  const platform = (f) => f[KIND].slice(0, f[KIND].indexOf("/"));
  const noun = (f) => f[KIND].slice(f[KIND].indexOf("/") + 1);
  const subject = (f) => [f[NAMESPACE], f[RESOURCE], f[NAME]].filter((s) => s !== "").join("/") + (f[PART] === "" ? "" : " " + noun(f) + " " + f[PART]);

  const textOf = (i) => {
    if (texts[i] === undefined) {
      const f = data.findings[i], c = data.controls[f[CONTROL]];
      texts[i] = [c.id, c.title, subject(f), data.targets[f[TARGET]], f[MESSAGE], f[FINGERPRINT], ...f[EVIDENCE].flat()].join("\n").toLowerCase();
    }
    return texts[i];
  };

  const element = (name, text, className) => {
    const made = document.createElement(name);
    if (text !== undefined) made.textContent = text;
    if (className) made.className = className;
    return made;
  };

  const options = (id, values, labels) => {
    const select = byId(id), all = element("option", "all");
    all.value = "";
    select.replaceChildren(all, ...values.map((value, i) => {
      const option = element("option", labels ? labels[i] : value);
      option.value = value;
      return option;
    }));
  };

  const requirements = () => {
    const of = data.frameworks.find((f) => f.id === byId("framework").value);
    const all = of ? of.requirements : [];
    options("requirement", all.map((r) => r.id), all.map((r) => r.title ? r.id + " " + r.title : r.id));
    byId("requirement").disabled = all.length === 0;
  };

  // The filters stand behind the # of the address, so that a view is a link.
  const read = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    only = wanted.get("finding");
    for (const field of fields) {
      if (field === "requirement") requirements();
      byId(field).value = wanted.get(field) ?? "";
    }
    only = only === null ? null : [only, wanted.get("target") ?? ""];
    filter();
  };

  const write = () => {
    const wanted = new URLSearchParams();
    for (const field of fields) if (byId(field).value) wanted.set(field, byId(field).value);
    history.replaceState(null, "", "#" + wanted);
    only = null;
    filter();
  };

  const controlsOf = (framework, requirement) => {
    const of = data.frameworks.find((f) => f.id === framework);
    if (!of) return null;
    return new Set(of.requirements.filter((r) => requirement === "" || r.id === requirement).flatMap((r) => r.controls));
  };

  const filter = () => {
    const want = Object.fromEntries(fields.map((field) => [field, byId(field).value]));
    const mapped = controlsOf(want.framework, want.requirement), words = want.text.toLowerCase().split(/\s+/).filter((w) => w !== "");
    matching = [];
    data.findings.forEach((f, i) => {
      if (only ? f[FINGERPRINT] === only[0] && (only[1] === "" || data.targets[f[TARGET]] === only[1]) :
        (want.severity === "" || f[SEVERITY] === want.severity) &&
        (want.status === "" || f[STATUS] === want.status) &&
        (want.target === "" || data.targets[f[TARGET]] === want.target) &&
        (want.platform === "" || platform(f) === want.platform) &&
        (want.namespace === "" || f[NAMESPACE] === want.namespace) &&
        (want.control === "" || data.controls[f[CONTROL]].id === want.control) &&
        (mapped === null || mapped.has(f[CONTROL])) &&
        words.every((word) => textOf(i).includes(word))) matching.push(i);
    });
    const count = (n) => n.toLocaleString("en");
    shown.textContent = count(matching.length) + " of " + count(data.findings.length) + " findings";
    list.replaceChildren();
    next = 0;
    render(step);
    if (only && list.firstChild) list.firstChild.open = true;
  };

  const render = (n) => {
    const until = Math.min(next + n, matching.length), made = document.createDocumentFragment();
    for (; next < until; next++) made.append(row(data.findings[matching[next]]));
    list.append(made);
    more.hidden = next >= matching.length;
  };

  const row = (f) => {
    const made = element("details", undefined, "finding"), summary = element("summary"), main = element("span");
    const tag = f[STATUS] === "fail" ? f[SEVERITY] : f[STATUS];
    summary.append(element("span", tag, "tag " + ({ unknown: "doubt", waived: "faint", pass: "good" }[tag] ?? f[SEVERITY])));
    main.append(element("strong", data.controls[f[CONTROL]].title), element("br"), element("code", subject(f), "where"));
    if (f[MESSAGE] !== "") main.append(element("br"), f[MESSAGE]);
    summary.append(main);
    made.append(summary);
    made.addEventListener("toggle", () => { if (made.open && made.childElementCount === 1) made.append(body(f)); });
    return made;
  };

  const body = (f) => {
    const c = data.controls[f[CONTROL]], made = element("div", undefined, "body"), facts = element("dl");
    const fact = (name, value) => {
      const dd = element("dd");
      dd.append(value);
      facts.append(element("dt", name), dd);
    };
    for (const e of f[EVIDENCE]) {
      const [object, path, value, expected, file, line, column, version] = e;
      const at = file === "" ? "" : " at " + file + (line ? ":" + line + (column ? ":" + column : "") : "");
      fact("Evidence", element("code", (object ? object + " " : "") + path + (value === null ? " is absent" : " = " + value)));
      if (expected !== null) fact("Expected", element("code", expected));
      if (at !== "") fact("File", element("code", at.slice(4)));
      if (version !== "") fact("Resource version", element("code", version));
    }
    fact("Target", element("code", data.targets[f[TARGET]]));
    fact("Severity", f[SEVERITY]);
    fact("Status", f[STATUS] + (f[REASON] ? ", " + f[REASON] : ""));
    if (f[WAIVER]) fact("Waived", "by " + f[WAIVER][0] + " until " + f[WAIVER][2] + ": " + f[WAIVER][1]);
    if (f[INSTANCES]) fact("Running copies", String(f[INSTANCES]));
    fact("Control", element("code", c.id));
    if (c.frameworks !== "") fact("Frameworks", c.frameworks);
    const link = element("a", f[FINGERPRINT]);
    link.href = "#" + new URLSearchParams({ finding: f[FINGERPRINT], target: data.targets[f[TARGET]] });
    fact("Link", link);
    made.append(facts, element("h3", "Why it matters"), element("p", c.description), element("h3", "What to change"), element("p", c.remediation));
    for (const reference of c.references) {
      const p = element("p"), a = element("a", reference);
      a.href = reference;
      a.rel = "noreferrer";
      p.append(a);
      made.append(p);
    }
    return made;
  };

  const distinct = (of) => [...new Set(data.findings.map(of))].filter((value) => value !== "").sort();
  options("severity", ["critical", "high", "medium", "low"]);
  options("status", distinct((f) => f[STATUS]));
  options("target", data.targets);
  options("platform", distinct(platform));
  options("namespace", distinct((f) => f[NAMESPACE]));
  options("control", distinct((f) => data.controls[f[CONTROL]].id));
  options("framework", data.frameworks.map((f) => f.id), data.frameworks.map((f) => f.title || f.id));

  let typing;
  for (const field of fields) {
    byId(field).addEventListener(field === "text" ? "input" : "change", () => {
      clearTimeout(typing);
      if (field === "framework") requirements();
      typing = setTimeout(write, field === "text" ? 150 : 0);
    });
  }
  byId("reset").addEventListener("click", () => {
    for (const field of fields) byId(field).value = "";
    requirements();
    write();
  });
  more.addEventListener("click", () => render(step));
  new IntersectionObserver((seen) => { if (seen.some((s) => s.isIntersecting)) render(step); }, { rootMargin: "600px" }).observe(more);
  // What is no filter is a place on this page.
  const atPlace = () => byId(location.hash.slice(1)) !== null;
  const follow = () => {
    if (atPlace()) return;
    read();
    byId("findings").scrollIntoView();
  };
  addEventListener("hashchange", follow);
  // Paper can't be filtered or opened: what matches is printed with everything, and what is left out is said.
  addEventListener("beforeprint", () => {
    render(Math.max(0, printed - next));
    [...list.children].forEach((made, i) => {
      if (made.childElementCount === 1) made.append(body(data.findings[matching[i]]));
      made.open = true;
    });
    for (const made of document.querySelectorAll("details.block")) made.open = true;
    byId("cut").hidden = next >= matching.length;
    byId("cut").textContent = "Only the first " + next + " of " + matching.length + " findings are printed; filter to print others.";
  });
  byId("findings").hidden = false;
  if (atPlace()) filter();
  else read();
  if (location.hash.length > 1) byId(atPlace() ? location.hash.slice(1) : "findings").scrollIntoView();
})();
