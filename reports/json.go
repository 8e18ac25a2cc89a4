package reports

import (
	"bufio"
	"encoding/json"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/result"
)

// writeJSON streams the report as the contract has it: the head indented, then one target, control or finding a line, so
// that reports are small and compare well line by line. The same report gives the same bytes.
func writeJSON(w *bufio.Writer, r *result.Report, o Options) error {
	j := jsonWriter{w: w}
	j.text("{\n  \"schema\": ")
	j.quote(result.Schema)
	j.text(",\n  \"tool\": {\"name\": ")
	j.quote(r.Tool.Name)
	j.text(", \"version\": ")
	j.quote(r.Tool.Version)
	j.text(", \"policies\": ")
	j.quote(r.Tool.Policies)
	j.text("},\n  \"started\": ")
	j.timestamp(r.Started)
	j.text(",\n  \"finished\": ")
	j.timestamp(r.Finished)
	if r.Limited {
		j.text(",\n  \"limited\": true")
	}
	jsonLines(&j, "targets", pointers(r.Targets), j.target)
	jsonLines(&j, "controls", pointers(r.Controls), j.control)
	jsonLines(&j, "findings", o.shown(r.Findings), j.finding)
	if r.Passed != nil {
		jsonLines(&j, "passed", o.shown(r.Passed), j.finding)
	}
	if r.Isolation != nil {
		j.isolation(r.Isolation)
	}
	j.text("\n}\n")
	j.flush()
	return j.err
}

func pointers[T any](items []T) iter.Seq[*T] {
	return func(yield func(*T) bool) {
		for i := range items {
			if !yield(&items[i]) {
				return
			}
		}
	}
}

// jsonLines writes a list of the top level, one item a line.
func jsonLines[T any](j *jsonWriter, name string, items iter.Seq[*T], write func(*T)) {
	j.text(",\n  \"" + name + "\": [")
	empty := true
	for item := range items {
		if empty {
			j.text("\n    ")
		} else {
			j.text(",\n    ")
		}
		empty = false
		write(item)
		j.flush()
		if j.err != nil {
			return
		}
	}
	if !empty {
		j.text("\n  ")
	}
	j.text("]")
}

// jsonWriter appends to one buffer, and keeps the first error.
type jsonWriter struct {
	w   *bufio.Writer
	buf []byte
	err error
}

// flush writes what is buffered, with everything escaped that a terminal could take as a command.
func (j *jsonWriter) flush() {
	if j.err == nil {
		j.buf = escapeUnsafe(j.buf)
		_, j.err = j.w.Write(j.buf)
	}
	j.buf = j.buf[:0]
}

func (j *jsonWriter) text(s string) { j.buf = append(j.buf, s...) }

// quote appends a string. What is not UTF-8 in it becomes U+FFFD, as nothing else is valid JSON.
func (j *jsonWriter) quote(s string) { j.buf, _ = jsontext.AppendQuote(j.buf, s) }

func (j *jsonWriter) timestamp(t time.Time) {
	j.buf = append(j.buf, '"')
	var err error
	if j.buf, err = t.UTC().AppendText(j.buf); err != nil && j.err == nil {
		j.err = fmt.Errorf("format time: %w", err)
	}
	j.buf = append(j.buf, '"')
}

func (j *jsonWriter) open(bracket byte)  { j.buf = append(j.buf, bracket) }
func (j *jsonWriter) close(bracket byte) { j.buf = append(j.buf, bracket) }

// next appends the comma that separates from what came before.
func (j *jsonWriter) next() {
	if last := j.buf[len(j.buf)-1]; last != '{' && last != '[' {
		j.buf = append(j.buf, ',')
	}
}

// key starts a field; name must need no escaping.
func (j *jsonWriter) key(name string) {
	j.next()
	j.buf = append(j.buf, '"')
	j.buf = append(j.buf, name...)
	j.buf = append(j.buf, '"', ':')
}

func (j *jsonWriter) str(name, s string) {
	j.key(name)
	j.quote(s)
}

func (j *jsonWriter) strIfAny(name, s string) {
	if s != "" {
		j.str(name, s)
	}
}

func (j *jsonWriter) number(name string, n int) {
	j.key(name)
	j.int(n)
}

func (j *jsonWriter) int(n int) { j.buf = strconv.AppendInt(j.buf, int64(n), 10) }

func (j *jsonWriter) numberIfAny(name string, n int) {
	if n != 0 {
		j.number(name, n)
	}
}

func (j *jsonWriter) strs(name string, list []string) {
	j.key(name)
	j.open('[')
	for _, s := range list {
		j.next()
		j.quote(s)
	}
	j.close(']')
}

// rawIfAny writes a value that is JSON already, on one line.
func (j *jsonWriter) rawIfAny(name string, value json.RawMessage) {
	if len(value) == 0 {
		return
	}
	j.key(name)
	var err error
	if j.buf, err = jsontext.AppendFormat(j.buf, value); err != nil && j.err == nil {
		j.err = fmt.Errorf("format evidence's %s: %w", name, err)
	}
}

func (j *jsonWriter) target(t *result.Target) {
	j.open('{')
	j.str("id", t.ID)
	j.str("kind", t.Kind)
	j.str("uri", t.URI)
	j.strIfAny("version", t.Version)
	j.key("collected")
	j.timestamp(t.Collected)
	j.str("status", t.Status)
	if len(t.Namespaces) > 0 {
		j.key("namespaces")
		j.value(t.Namespaces)
	}
	j.key("subjects")
	j.open('{')
	for _, kind := range slices.Sorted(maps.Keys(t.Subjects)) {
		j.next()
		j.quote(kind)
		j.buf = append(j.buf, ':')
		j.buf = strconv.AppendInt(j.buf, int64(t.Subjects[kind]), 10)
	}
	j.close('}')
	j.key("problems")
	j.open('[')
	for i := range t.Problems {
		p := &t.Problems[i]
		j.next()
		j.open('{')
		j.str("what", p.What)
		j.str("error", p.Error)
		j.position(p.File, p.Line, p.Column)
		j.close('}')
	}
	j.close(']')
	j.close('}')
}

func (j *jsonWriter) position(file string, line, column int) {
	j.strIfAny("file", file)
	j.numberIfAny("line", line)
	j.numberIfAny("column", column)
}

func (j *jsonWriter) control(c *result.Control) {
	j.open('{')
	j.str("id", c.ID)
	j.str("title", c.Title)
	j.str("description", c.Description)
	j.str("remediation", c.Remediation)
	j.strs("references", c.References)
	j.str("severity", string(c.Severity))
	j.str("wall", c.Wall)
	j.str("dimension", c.Dimension)
	j.str("subject", c.Subject)
	j.key("frameworks")
	j.open('{')
	for _, framework := range slices.Sorted(maps.Keys(c.Frameworks)) {
		j.next()
		j.quote(framework)
		j.buf = append(j.buf, ':', '[')
		for _, requirement := range c.Frameworks[framework] {
			j.next()
			j.quote(requirement)
		}
		j.close(']')
	}
	j.close('}')
	j.strIfAny("weakerThan", c.WeakerThan)
	if len(c.Parameters) > 0 {
		j.key("parameters")
		j.open('[')
		for _, p := range c.Parameters {
			j.next()
			j.open('{')
			j.str("name", p.Name)
			j.str("type", p.Type)
			j.str("description", p.Description)
			j.rawIfAny("default", p.Default)
			j.rawIfAny("value", p.Value)
			j.close('}')
		}
		j.close(']')
	}
	j.number("pass", c.Pass)
	j.number("fail", c.Fail)
	j.number("unknown", c.Unknown)
	j.number("waived", c.Waived)
	j.number("notapplicable", c.NotApplicable)
	j.close('}')
}

func (j *jsonWriter) finding(f *result.Finding) {
	j.open('{')
	j.str("control", f.Control)
	j.str("severity", string(f.Severity))
	j.str("status", string(f.Status))
	j.str("fingerprint", f.Fingerprint)
	j.str("message", f.Message)
	j.strIfAny("reason", f.Reason)
	if f.Waiver != nil {
		j.key("waiver")
		j.open('{')
		j.str("owner", f.Waiver.Owner)
		j.str("reason", f.Waiver.Reason)
		j.str("expires", f.Waiver.Expires)
		j.close('}')
	}
	j.key("subject")
	j.open('{')
	j.str("target", f.Subject.Target)
	j.str("kind", f.Subject.Kind)
	j.str("resource", f.Subject.Resource)
	j.strIfAny("namespace", f.Subject.Namespace)
	j.str("name", f.Subject.Name)
	j.strIfAny("part", f.Subject.Part)
	j.close('}')
	j.numberIfAny("instances", f.Instances)
	j.evidences(f.Evidence)
	j.close('}')
}

func (j *jsonWriter) evidences(all []result.Evidence) {
	j.key("evidence")
	j.open('[')
	for i := range all {
		j.next()
		j.evidence(&all[i])
	}
	j.close(']')
}

func (j *jsonWriter) evidence(e *result.Evidence) {
	j.open('{')
	j.strIfAny("object", e.Object)
	j.str("path", e.Path)
	j.rawIfAny("value", e.Value)
	j.rawIfAny("expected", e.Expected)
	j.position(e.File, e.Line, e.Column)
	j.strIfAny("resourceVersion", e.ResourceVersion)
	j.close('}')
}
