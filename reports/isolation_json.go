package reports

import (
	"fmt"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/isolation"
	"bulkhead/audit/result"
)

// isolationVersion counts how the section "isolation" of the JSON report changed its meaning.
const isolationVersion = 2

// isolation writes the section of that name, one workload a line.
func (j *jsonWriter) isolation(i *result.Isolation) {
	j.text(",\n  \"isolation\": {")
	j.number("version", isolationVersion)
	if i.Weights != nil {
		j.text(",\n    \"weights\": {")
		for n, class := range isolation.Costs() {
			if n > 0 {
				j.text(",")
			}
			j.quote(string(class))
			j.text(":")
			j.int(i.Weights[string(class)])
		}
		j.text("}")
	}
	j.text(",\n    \"workloads\": [")
	for n := range i.Workloads {
		if n > 0 {
			j.text(",")
		}
		j.text("\n      ")
		j.workload(&i.Workloads[n])
		j.flush()
	}
	j.text("],\n    \"vertices\": [")
	for n := range i.Vertices {
		if n > 0 {
			j.text(",")
		}
		j.text("\n      ")
		j.vertex(&i.Vertices[n])
		j.flush()
	}
	j.text("],\n    \"edges\": [")
	for n := range i.Connections {
		if n > 0 {
			j.text(",")
		}
		j.text("\n      ")
		j.connection(&i.Connections[n])
		j.flush()
	}
	j.text("],\n    \"problems\": [")
	for n, problem := range i.Problems {
		if n > 0 {
			j.text(",")
		}
		j.quote(problem)
	}
	j.text("]")
	j.text(",\n    \"ladders\": [")
	for n, ladder := range isolation.Ladders(i) {
		if n > 0 {
			j.text(",")
		}
		j.text("\n      ")
		j.value(ladder)
		j.flush()
	}
	j.text("]")
	if i.Zoning != nil {
		j.zoning(i.Zoning)
	}
	if i.Dimensions != nil {
		j.text(",\n    \"dimensions\": ")
		j.value(i.Dimensions)
	}
	if i.Query != nil {
		j.text(",\n    \"query\": ")
		j.query(i.Query)
	}
	j.text("}")
}

// value appends anything small, as encoding/json has it.
func (j *jsonWriter) value(v any) {
	made, err := json.Marshal(v)
	if err != nil && j.err == nil {
		j.err = fmt.Errorf("format isolation: %w", err)
	}
	j.buf = append(j.buf, made...)
}

// zoning writes one reach a line, as there are zones times zones.
func (j *jsonWriter) zoning(z *result.Zoning) {
	j.text(",\n    \"zoning\": {\"zones\": ")
	j.value(z.Zones)
	j.number("outside", z.Outside)
	j.text(",\n      \"reach\": [")
	for n := range z.Reach {
		r := &z.Reach[n]
		if n > 0 {
			j.text(",")
		}
		j.text("\n        {")
		j.number("from", r.From)
		j.number("to", r.To)
		j.number("distance", r.Distance)
		if r.Proven >= 0 {
			j.number("proven", r.Proven)
		}
		j.text("}")
		j.flush()
	}
	j.text("],\n      \"shared\": ")
	j.value(z.Shared)
	j.text("}")
}

func (j *jsonWriter) vertex(v *result.Vertex) {
	j.open('{')
	j.str("kind", v.Kind)
	j.strIfAny("target", v.Target)
	j.strIfAny("resource", v.Resource)
	j.strIfAny("namespace", v.Namespace)
	j.strIfAny("name", v.Name)
	j.close('}')
}

func (j *jsonWriter) connection(c *result.Connection) {
	j.open('{')
	j.number("from", int(c.From))
	j.number("to", int(c.To))
	if e := c.Edge; e != nil {
		j.str("id", e.ID)
		j.needs(e)
	}
	j.close('}')
}

func (j *jsonWriter) query(q *result.Query) {
	j.open('{')
	j.number("from", int(q.From))
	j.positions("to", q.To)
	if len(q.To) == 0 {
		j.key("reach")
		j.open('[')
		for i := range q.Reach {
			r := &q.Reach[i]
			j.next()
			j.open('{')
			j.number("vertex", int(r.Vertex))
			j.number("distance", r.Distance)
			if r.Proven >= 0 {
				j.number("proven", r.Proven)
			}
			j.close('}')
		}
		j.close(']')
		j.close('}')
		return
	}
	j.key("paths")
	j.open('[')
	for i := range q.Paths {
		p := &q.Paths[i]
		j.next()
		j.open('{')
		j.number("distance", p.Distance)
		if p.Unproven {
			j.key("unproven")
			j.text("true")
		}
		j.positions("edges", p.Connections)
		j.close('}')
	}
	j.close(']')
	if !q.NoCut {
		j.positions("cut", q.Cut)
	}
	j.close('}')
}

func (j *jsonWriter) positions(key string, positions []int32) {
	j.key(key)
	j.open('[')
	for _, at := range positions {
		j.next()
		j.int(int(at))
	}
	j.close(']')
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
	if w.Alone {
		j.key("alone")
		j.text("true")
	}
	j.number("rung", w.Rung)
	if w.Declared {
		j.key("declared")
		j.text("true")
	}
	j.number("possible", w.Possible)
	j.key("edges")
	j.open('[')
	for i := range w.Edges {
		j.next()
		j.edge(&w.Edges[i])
	}
	j.close(']')
	if w.Neighbour != nil {
		j.key("neighbour")
		j.value(w.Neighbour)
	}
	j.strIfAny("operator", w.Operator)
	if w.Attested {
		j.key("attested")
		j.text("true")
	}
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
	j.strIfAny("from", e.From)
	j.str("to", e.To)
	j.needs(e)
	j.close('}')
}

// needs writes what an edge needs of an attacker, and why.
func (j *jsonWriter) needs(e *result.Edge) {
	j.str("cost", e.Cost)
	j.number("weight", e.Weight)
	j.numberIfAny("caps", e.Caps)
	if e.Unproven {
		j.key("unproven")
		j.text("true")
	}
	j.strIfAny("part", e.Part)
	j.str("message", e.Message)
	j.evidences(e.Evidence)
}

// readIsolation reads the section. One of another version is ignored, as its numbers may mean something else. What was asked of the graph
// is not read: it can be asked again.
func readIsolation(d *jsontext.Decoder, r *result.Report) error {
	var section struct {
		Version   int               `json:"version"`
		Workloads []result.Workload `json:"workloads"`
		Vertices  []result.Vertex   `json:"vertices"`
		Edges     []struct {
			From int32 `json:"from"`
			To   int32 `json:"to"`
			result.Edge
		} `json:"edges"`
		Weights    map[string]int     `json:"weights"`
		Problems   []string           `json:"problems"`
		Dimensions []result.Dimension `json:"dimensions"`
	}
	if err := json.UnmarshalDecode(d, &section); err != nil {
		return err
	}
	if section.Version != isolationVersion {
		return nil
	}
	r.Isolation = &result.Isolation{Workloads: section.Workloads, Vertices: section.Vertices, Problems: section.Problems, Dimensions: section.Dimensions, Weights: section.Weights}
	for n := range r.Isolation.Workloads {
		if near := r.Isolation.Workloads[n].Neighbour; near != nil && (near.Vertex < 0 || int(near.Vertex) >= len(section.Vertices)) {
			return fmt.Errorf("the neighbour of workload %d of the isolation section is a vertex that is not there", n)
		}
	}
	for i := range section.Edges {
		read := &section.Edges[i]
		if count := int32(len(section.Vertices)); read.From < 0 || read.To < 0 || read.From >= count || read.To >= count {
			return fmt.Errorf("edge %d of the isolation section leads from or to a vertex that is not there", i)
		}
		c := result.Connection{From: read.From, To: read.To}
		if read.ID != "" {
			c.Edge = &read.Edge
		}
		r.Isolation.Connections = append(r.Isolation.Connections, c)
	}
	return nil
}
