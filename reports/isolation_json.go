package reports

import (
	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/result"
)

// isolationVersion counts how the section "isolation" of the JSON report changed its meaning.
const isolationVersion = 1

// isolation writes the section of that name, one workload a line.
func (j *jsonWriter) isolation(i *result.Isolation) {
	j.text(",\n  \"isolation\": {")
	j.number("version", isolationVersion)
	j.text(",\n    \"workloads\": [")
	for n := range i.Workloads {
		if n > 0 {
			j.text(",")
		}
		j.text("\n      ")
		j.workload(&i.Workloads[n])
		j.flush()
	}
	j.text("]}")
}

func (j *jsonWriter) workload(w *result.Workload) {
	j.open('{')
	j.str("target", w.Target)
	j.str("platform", w.Platform)
	j.str("resource", w.Resource)
	j.strIfAny("namespace", w.Namespace)
	j.str("name", w.Name)
	j.strIfAny("zone", w.Zone)
	j.numberIfAny("instances", w.Instances)
	j.number("rung", w.Rung)
	j.number("possible", w.Possible)
	j.key("edges")
	j.open('[')
	for i := range w.Edges {
		j.next()
		j.edge(&w.Edges[i])
	}
	j.close(']')
	if w.Lift != nil {
		j.key("lift")
		j.open('{')
		j.number("rung", w.Lift.Rung)
		j.key("remove")
		j.open('[')
		for _, position := range w.Lift.Remove {
			j.next()
			j.int(position)
		}
		j.close(']')
		j.close('}')
	}
	j.close('}')
}

func (j *jsonWriter) edge(e *result.Edge) {
	j.open('{')
	j.str("id", e.ID)
	j.str("to", e.To)
	j.str("cost", e.Cost)
	j.number("weight", e.Weight)
	if e.Unproven {
		j.key("unproven")
		j.text("true")
	}
	j.strIfAny("part", e.Part)
	j.str("message", e.Message)
	j.evidences(e.Evidence)
	j.close('}')
}

// readIsolation reads the section. One of a later version is ignored, as its numbers may mean something else.
func readIsolation(d *jsontext.Decoder, r *result.Report) error {
	var section struct {
		Version   int               `json:"version"`
		Workloads []result.Workload `json:"workloads"`
	}
	if err := json.UnmarshalDecode(d, &section); err != nil {
		return err
	}
	if section.Version == isolationVersion {
		r.Isolation = &result.Isolation{Workloads: section.Workloads}
	}
	return nil
}
