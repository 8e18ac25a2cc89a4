package reports

import (
	"bufio"
	_ "embed"

	"bulkhead/audit/compare"
	"bulkhead/audit/result"
)

//go:embed schema/comparison.v1.schema.json
var comparisonSchema []byte

// ComparisonJSONSchema is the JSON Schema (2020-12) of a comparison. It refers to that of the report.
func ComparisonJSONSchema() []byte { return append([]byte(nil), comparisonSchema...) }

func compareJSON(w *bufio.Writer, c *compare.Comparison, o Options) error {
	j := jsonWriter{w: w}
	j.text("{\n  \"schema\": ")
	j.quote(ComparisonSchema)
	j.text(",\n  \"old\": ")
	j.compared(c.Old)
	j.text(",\n  \"new\": ")
	j.compared(c.New)
	j.text(",\n  \"samePolicies\": ")
	j.bool(c.SamePolicies())
	j.text(",\n  \"counts\": {")
	for _, change := range compare.Changes() {
		total, _ := countText(c, change)
		j.number(string(change), total)
	}
	j.close('}')
	jsonLines(&j, "controlsAdded", pointers(c.Added), j.control)
	jsonLines(&j, "controlsRemoved", pointers(c.Removed), j.control)
	j.text(",\n  \"targetsAdded\": ")
	j.list(c.TargetsAdded)
	j.text(",\n  \"targetsRemoved\": ")
	j.list(c.TargetsRemoved)
	jsonLines(&j, "differences", func(yield func(*compare.Difference) bool) {
		for i := range c.Differences {
			if d := &c.Differences[i]; o.shows(d.Finding.Severity) && !yield(d) {
				return
			}
		}
	}, j.difference)
	j.text("\n}\n")
	j.flush()
	return j.err
}

// compared says which report it was.
func (j *jsonWriter) compared(r *result.Report) {
	j.open('{')
	j.str("tool", r.Tool.Name)
	j.str("version", r.Tool.Version)
	j.str("policies", r.Tool.Policies)
	j.key("started")
	j.timestamp(r.Started)
	j.key("finished")
	j.timestamp(r.Finished)
	j.key("complete")
	j.bool(len(incomplete(r)) == 0)
	j.close('}')
}

func (j *jsonWriter) bool(b bool) {
	if b {
		j.text("true")
	} else {
		j.text("false")
	}
}

func (j *jsonWriter) list(texts []string) {
	j.open('[')
	for _, text := range texts {
		j.next()
		j.quote(text)
	}
	j.close(']')
}

func (j *jsonWriter) difference(d *compare.Difference) {
	j.open('{')
	j.str("change", string(d.Change))
	j.strIfAny("cause", string(d.Cause))
	j.strIfAny("was", string(d.Was))
	j.key("finding")
	j.finding(d.Finding)
	j.close('}')
}
