package reports

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"bulkhead/audit/result"
)

// HTML is one file for people: it fetches nothing, and its content security policy forbids that. What there are few of (targets,
// frameworks, controls) is markup; the findings, of which there may be very many, are data that a script renders as they are
// scrolled to.

//go:embed html/page.html html/page.css html/page.js
var htmlFiles embed.FS

func writeHTML(w *bufio.Writer, r *result.Report, o Options) error {
	templates, err := template.ParseFS(htmlFiles, "html/page.html")
	if err != nil {
		return err
	}
	style, err := htmlFiles.ReadFile("html/page.css")
	if err != nil {
		return err
	}
	script, err := htmlFiles.ReadFile("html/page.js")
	if err != nil {
		return err
	}
	page := newHTMLPage(r, o)
	page.Policy = "default-src 'none'; img-src data:; base-uri 'none'; form-action 'none'; style-src " + sourceOf(style) + "; script-src " + sourceOf(script)
	if err := templates.ExecuteTemplate(w, "head", page); err != nil {
		return err
	}
	fmt.Fprintf(w, "<style>%s</style>\n", style)
	if err := templates.ExecuteTemplate(w, "body", page); err != nil {
		return err
	}
	fmt.Fprint(w, `<script type="application/json" id="data">`)
	if err := writeHTMLData(w, r, o); err != nil {
		return err
	}
	fmt.Fprintf(w, "</script>\n<script>%s</script>\n</body>\n</html>\n", script)
	return nil
}

// sourceOf allows one inline text by its hash.
func sourceOf(text []byte) string {
	sum := sha256.Sum256(text)
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// htmlPage is what page.html is given. All texts are clean: html/template escapes markup, not what turns text around.
type htmlPage struct {
	Policy, Title, Tool, Finished, Asked string
	Outcome, Hidden, Incomplete          string
	Counters                             []htmlCounter
	Targets                              []htmlTarget
	Frameworks                           []htmlFramework
	Controls                             []htmlControl
	Ladder                               *htmlLadder
	Platforms                            []string
	Dimensions                           []htmlDimension
}

type htmlCounter struct{ Name, Count, Class, Query string }

type htmlTarget struct {
	ID, Kind, Status, Class, Subjects string
	Problems                          []string
}

type htmlFramework struct {
	Title                   string
	Failed, Satisfied, Open int
	Manual                  int
	Requirements            []htmlRequirement
}

type htmlRequirement struct {
	ID, Title, Status, Class, Query string
	Reason                          string
	Mapped                          bool
	Fail                            int
}

type htmlControl struct {
	ID, Title, Severity, Query  string
	Fail, Unknown, Waived, Pass int
}

// query is a filter of the page, as it stands behind the # of its address.
func query(pairs ...string) string {
	values := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		values.Set(pairs[i], clean(pairs[i+1]))
	}
	return values.Encode()
}

func newHTMLPage(r *result.Report, o Options) *htmlPage {
	d := newDigest(r, o)
	p := &htmlPage{
		Title: "Audit of " + plural(len(r.Targets), "target"), Tool: clean(r.Tool.Name + " " + r.Tool.Version),
		Finished: r.Finished.UTC().Format("2006-01-02 15:04 UTC"), Asked: plural(len(r.Controls), "control"),
	}
	if len(r.Targets) == 1 {
		p.Title = "Audit of " + clean(r.Targets[0].ID)
	}
	if o.Gate != nil {
		outcome := o.Gate.Decide(r)
		p.Outcome = fmt.Sprintf("Exit code %d: %s.", outcome.Code, clean(strings.Join(outcome.Reasons, "; ")))
	}
	if len(incomplete(r)) > 0 {
		p.Incomplete = "The audit is incomplete: what is satisfied is so only for what was read."
	}
	p.counters(d)
	for i := range r.Targets {
		p.target(&r.Targets[i])
	}
	for _, framework := range d.frameworks() {
		p.framework(r, o, framework)
	}
	p.ladder(r.Isolation)
	if r.Isolation != nil {
		p.dimensions(r.Isolation.Dimensions)
	}
	for i := range r.Controls {
		c := &r.Controls[i]
		p.Controls = append(p.Controls, htmlControl{
			ID: clean(c.ID), Title: clean(c.Title), Severity: clean(string(c.Severity)), Query: query("control", c.ID),
			Fail: c.Fail, Unknown: c.Unknown, Waived: c.Waived, Pass: c.Pass,
		})
	}
	slices.SortStableFunc(p.Controls, func(a, b htmlControl) int {
		return cmp.Or(min(b.Fail, 1)-min(a.Fail, 1), result.Severity(a.Severity).Rank()-result.Severity(b.Severity).Rank())
	})
	return p
}

// counters are of the whole audit, whatever is shown of it.
func (p *htmlPage) counters(d *digest) {
	for _, s := range result.Severities() {
		name := string(s)
		p.Counters = append(p.Counters, htmlCounter{name, thousands(d.failed[s]), name, query("severity", name, "status", "fail")})
	}
	p.Counters = append(p.Counters,
		htmlCounter{"unknown", thousands(d.unknowns()), "doubt", query("status", "unknown")},
		htmlCounter{"waived", thousands(d.waived), "doubt", query("status", "waived")})
	if d.hidden > 0 {
		p.Hidden = fmt.Sprintf("Not listed: %s below %s.", plural(d.hidden, "finding"), d.options.MinSeverity)
	}
}

func (p *htmlPage) target(t *result.Target) {
	made := htmlTarget{ID: clean(t.ID), Kind: clean(strings.TrimSpace(t.Kind + " " + t.Version)), Status: clean(t.Status), Class: "bad", Subjects: clean(subjectCounts(t))}
	if t.Status == statusComplete && subjects(t) > 0 {
		made.Class = "good"
	}
	for i := range t.Problems {
		problem := &t.Problems[i]
		text := problem.What + ": " + problem.Error
		if problem.File != "" {
			text += " (" + problem.File + ":" + strconv.Itoa(problem.Line) + ")"
		}
		made.Problems = append(made.Problems, clean(text))
	}
	p.Targets = append(p.Targets, made)
}

func (p *htmlPage) framework(r *result.Report, o Options, id string) {
	made := htmlFramework{Title: clean(o.frameworkTitle(id))}
	for _, one := range o.requirements(r.Controls, id) {
		status, reason := one.status()
		row := htmlRequirement{
			ID: clean(one.id), Title: clean(one.title), Status: status, Reason: clean(reason), Mapped: len(one.controls) > 0,
			Query: query("framework", id, "requirement", one.id),
		}
		for _, c := range one.controls {
			row.Fail += c.Fail
		}
		switch row.Status {
		case satisfied:
			row.Class = "good"
			made.Satisfied++
		case notSatisfied:
			row.Class = "bad"
			made.Failed++
		case manual:
			row.Class = "doubt"
			made.Manual++
		default:
			row.Class = "doubt"
			made.Open++
		}
		made.Requirements = append(made.Requirements, row)
	}
	p.Frameworks = append(p.Frameworks, made)
}

// htmlData writes JSON that stands within a script element, whose end must not be in it.
type htmlData struct{ jsonWriter }

func (h *htmlData) flush() {
	h.buf = bytes.ReplaceAll(h.buf, []byte("<"), []byte(`\u003c`))
	h.jsonWriter.flush()
}

// item appends a text as people may see it.
func (h *htmlData) item(text string) {
	h.next()
	h.quote(clean(text))
}

func (h *htmlData) whole(n int) {
	h.next()
	h.buf = strconv.AppendInt(h.buf, int64(n), 10)
}

func writeHTMLData(w *bufio.Writer, r *result.Report, o Options) error {
	h := htmlData{jsonWriter{w: w}}
	h.text("{\n\"targets\":[")
	targets, controls := map[string]int{}, map[string]int{}
	for i := range r.Targets {
		targets[r.Targets[i].ID] = i
		h.item(r.Targets[i].ID)
	}
	// Reports that were read may name what they do not list.
	for f := range o.everything(r) {
		if _, ok := targets[f.Subject.Target]; !ok {
			targets[strings.Clone(f.Subject.Target)] = len(targets)
			h.item(f.Subject.Target)
		}
	}
	h.text("],\n\"controls\":[")
	for i := range r.Controls {
		controls[r.Controls[i].ID] = i
		h.control(&r.Controls[i])
	}
	for f := range o.everything(r) {
		if _, ok := controls[f.Control]; !ok {
			controls[strings.Clone(f.Control)] = len(controls)
			h.control(&result.Control{ID: f.Control, Title: f.Control})
		}
	}
	h.text("],\n\"frameworks\":[")
	for _, id := range newDigest(r, o).frameworks() {
		h.framework(r, o, id, controls)
	}
	h.text("],\n\"findings\":[")
	further := false
	for f := range o.everything(r) {
		if further {
			h.text(",")
		}
		further = true
		h.text("\n")
		h.finding(f, controls[f.Control], targets[f.Subject.Target])
		if h.flush(); h.err != nil {
			return h.err
		}
	}
	h.text("]}\n")
	h.flush()
	return h.err
}

func (h *htmlData) control(c *result.Control) {
	h.next()
	h.open('{')
	h.str("id", clean(c.ID))
	h.str("title", clean(c.Title))
	h.str("description", clean(c.Description))
	h.str("remediation", clean(c.Remediation))
	h.str("frameworks", clean(strings.Join(mappings(c), ", ")))
	h.key("references")
	h.open('[')
	for _, reference := range c.References {
		if u, err := url.Parse(reference); err == nil && (u.Scheme == "https" || u.Scheme == "http") { // no other may become a link
			h.item(reference)
		}
	}
	h.text("]}")
}

func (h *htmlData) framework(r *result.Report, o Options, id string, controls map[string]int) {
	h.next()
	h.open('{')
	h.str("id", clean(id))
	h.str("title", clean(o.frameworkTitle(id)))
	h.key("requirements")
	h.open('[')
	for _, one := range o.requirements(r.Controls, id) {
		if len(one.controls) == 0 { // nothing to filter by
			continue
		}
		h.next()
		h.open('{')
		h.str("id", clean(one.id))
		h.str("title", clean(one.title))
		h.key("controls")
		h.open('[')
		for _, c := range one.controls {
			h.whole(controls[c.ID])
		}
		h.text("]}")
	}
	h.text("]}")
}

// finding is a list, as names of fields would be most of the page; page.js has the order.
func (h *htmlData) finding(f *result.Finding, control, target int) {
	h.open('[')
	h.whole(control)
	h.item(string(f.Severity))
	h.item(string(f.Status))
	h.whole(target)
	for _, text := range []string{f.Subject.Kind, f.Subject.Resource, f.Subject.Namespace, f.Subject.Name, f.Subject.Part, f.Message, f.Fingerprint} {
		h.item(text)
	}
	h.whole(f.Instances)
	h.item(f.Reason)
	if f.Waiver == nil {
		h.text(",null")
	} else {
		h.texts(f.Waiver.Owner, f.Waiver.Reason, f.Waiver.Expires)
	}
	h.text(",[")
	for i := range f.Evidence {
		e := &f.Evidence[i]
		h.next()
		h.open('[')
		h.item(e.Object)
		h.item(e.Path)
		h.valueOrNull(e.Value)
		h.valueOrNull(e.Expected)
		h.item(e.File)
		h.whole(e.Line)
		h.whole(e.Column)
		h.item(e.ResourceVersion)
		h.close(']')
	}
	h.text("]]")
}

func (h *htmlData) texts(list ...string) {
	h.text(",[")
	for _, text := range list {
		h.item(text)
	}
	h.text("]")
}

func (h *htmlData) valueOrNull(value json.RawMessage) {
	if len(value) == 0 {
		h.next()
		h.text("null")
		return
	}
	h.item(oneLine(value))
}
