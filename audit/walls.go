package audit

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"bulkhead/audit/catalogue"
	"bulkhead/audit/engine"
	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
	"bulkhead/audit/relate"
	"bulkhead/audit/result"
	"bulkhead/audit/subject"
)

// walls are the edges that one examining goroutine has found, by workload.
type walls map[workload]*wall

// workload names what runs on its own.
type workload struct{ target, platform, resource, namespace, name string }

type wall struct {
	running *int
	edges   []result.Edge
}

// examineEdges asks which ways lead out of a subject's workload.
func (r *run) examineEdges(ctx context.Context, t *tally, platform string, s *subject.Subject) error {
	if !r.Isolation || r.Compiled.edges[platform] == nil || s.Stored {
		return nil
	}
	examiner := t.edges[platform]
	if examiner == nil {
		e, err := r.Compiled.edges[platform]()
		if err != nil {
			return err
		}
		examiner = e.Examiner()
		t.edges[platform] = examiner
	}
	answers, err := examiner.Examine(ctx, s)
	if err != nil || len(answers) == 0 {
		return err
	}
	w := t.wallOf(s, platform)
	for _, a := range answers {
		if a.Verdict.Outcome != engine.Fail && a.Verdict.Outcome != engine.Unknown {
			continue
		}
		edge := t.locator.edge(s, a)
		edge.Weight = r.Weights.Of(a.Control.Edge.Cost)
		t.connect(s, a.Control.Edge, &edge)
		if w != nil && isolation.Matters(&edge) {
			w.edges = append(w.edges, edge)
		}
	}
	return nil
}

// wallOf returns what is known of the subject's workload, nil where it has none.
func (t *tally) wallOf(s *subject.Subject, platform string) *wall {
	if s.Root("pod") == nil && s.Root("domain") == nil && s.Root("sharing") == nil && s.Root("virtualmachine") == nil {
		return nil
	}
	key := workload{s.Object.Target.ID, platform, s.Object.Kind, s.Object.Namespace, s.Object.Name}
	w := t.walls[key]
	if w == nil {
		w = &wall{running: s.Running}
		t.walls[key] = w
	}
	return w
}

// located is an edge between two vertices.
type located struct {
	from, to result.Vertex
	edge     *result.Edge
}

// connect notes between which vertices an edge is.
func (t *tally) connect(s *subject.Subject, kind *catalogue.Edge, e *result.Edge) {
	from := kind.From
	if from == "" {
		from = isolation.Ends(s.Kind)[0]
	}
	for _, start := range ends(s, from) {
		for _, end := range ends(s, kind.To) {
			if start != end {
				t.found = append(t.found, located{start, end, e})
			}
		}
	}
}

func (l *locator) edge(s *subject.Subject, a engine.Answer) result.Edge {
	edge := a.Control.Edge
	made := result.Edge{
		ID: a.Control.ID, From: edge.From, To: edge.To, Cost: string(edge.Cost), Caps: edge.Caps, Part: s.Part,
		Unproven: a.Verdict.Outcome == engine.Unknown, Message: a.Verdict.Message(),
	}
	l.fingerprint.begin(a.Control.ID, &result.Subject{}) // edges have none, but finding evidence adds to it
	made.Evidence = versioned(l.say(s, a).evidence, s.Object.ResourceVersion)
	return made
}

// isolation joins what the examining goroutines found.
func (r *run) isolation(ctx context.Context) (*result.Isolation, error) {
	joined := walls{}
	for i := range r.tallies {
		for key, found := range r.tallies[i].walls {
			w := joined[key]
			if w == nil {
				joined[key] = found
				continue
			}
			w.edges = append(w.edges, found.edges...)
		}
	}
	r.forgetOwnCores(joined)
	known := r.members()
	zones, err := r.zones(joined, known)
	if err != nil {
		return nil, err
	}
	made := &result.Isolation{Workloads: []result.Workload{}, Weights: r.Weights.All()}
	alone, files := r.alone(zones), r.files()
	for key, w := range joined {
		one := result.Workload{
			Target: key.target, Platform: key.platform, Resource: key.resource, Namespace: key.namespace, Name: key.name,
			Zone: zones[key], Edges: w.edges, Operator: cmp.Or(known[key].Operator.Wall, isolation.WallNone), Attested: known[key].Operator.Attested,
		}
		if w.running != nil {
			one.Instances = *w.running
		}
		one.Alone = alone[key.target] && key.platform == estate.Libvirt
		isolation.Place(&one)
		one.Declared = one.Rung >= isolation.FirstDeclared && isDeclared(&one, files)
		made.Workloads = append(made.Workloads, one)
	}
	slices.SortFunc(made.Workloads, func(a, b result.Workload) int { return isolation.Compare(&a, &b) })
	if err := r.connect(ctx, made); err != nil {
		return nil, err
	}
	isolation.Neighbours(made)
	return made, nil
}

// forgetOwnCores takes back that guests share cores with others where none may run on theirs, which is known when all were seen.
func (r *run) forgetOwnCores(joined walls) {
	of := map[string]*relate.Relation{}
	for _, in := range r.targets {
		if in.relation != nil {
			of[in.target.ID] = in.relation
		}
	}
	for key, w := range joined {
		if key.platform == estate.Libvirt && of[key.target].OnOwnCores(key.name) {
			w.edges = slices.DeleteFunc(w.edges, func(e result.Edge) bool { return e.To == isolation.EndCores })
		}
	}
	for i := range r.tallies {
		t := &r.tallies[i]
		t.found = slices.DeleteFunc(t.found, func(f located) bool {
			guest := &f.from
			if guest.Kind == isolation.KindCores {
				guest = &f.to
			} else if f.to.Kind != isolation.KindCores {
				return false
			}
			return guest.Kind == isolation.KindDomain && of[guest.Target].OnOwnCores(guest.Name)
		})
	}
}

// isDeclared says that nobody looked at what is in force: of pods nobody does, but where the node shows a whole cage.
func isDeclared(w *result.Workload, files map[string]bool) bool {
	if w.Platform == estate.Kubernetes {
		return w.Rung < isolation.FirstShown
	}
	return files[w.Target]
}

// connect puts the graph into the result.
func (r *run) connect(ctx context.Context, into *result.Isolation) error {
	b := isolation.NewBuilder()
	last := newTally()
	if err := r.cross(ctx, last, b); err != nil {
		return err
	}
	for _, f := range last.found {
		b.Connect(f.from, f.to, f.edge)
	}
	for _, in := range r.targets {
		if in.relation != nil {
			in.relation.Connect(b)
		}
	}
	for i := range r.tallies {
		for _, f := range r.tallies[i].found {
			b.Connect(f.from, f.to, f.edge)
		}
	}
	b.Put(into)
	return nil
}

// members are what was charted of workloads.
func (r *run) members() map[workload]isolation.Member {
	known := map[workload]isolation.Member{}
	for _, in := range r.targets {
		if in.relation == nil {
			continue
		}
		in.relation.Members(func(o relate.Placed, m isolation.Member) {
			known[workload{in.target.ID, o.Platform, o.Kind, o.Namespace, o.Name}] = m
		})
	}
	return known
}

// zones puts workloads into trust zones.
func (r *run) zones(found walls, known map[workload]isolation.Member) (map[workload]string, error) {
	keys := slices.SortedFunc(maps.Keys(found), func(a, b workload) int {
		return cmp.Or(strings.Compare(a.target, b.target), strings.Compare(a.namespace, b.namespace), strings.Compare(a.resource, b.resource), strings.Compare(a.name, b.name))
	})
	members := make([]isolation.Member, len(keys))
	for i, key := range keys {
		m := known[key]
		if m.Name = key.resource + "/" + key.name; key.namespace != "" {
			m.Name = key.namespace + "/" + m.Name
		}
		m.Target, m.Namespace = key.target, key.namespace
		if key.platform == estate.Libvirt {
			m.Domain = key.name
		}
		if m.Label == nil {
			m.Label = func(string) string { return "" }
		}
		members[i] = m
	}
	names, err := isolation.Zones(r.Zones, members)
	if err != nil {
		return nil, err
	}
	zones := map[workload]string{}
	for i, key := range keys {
		zones[key] = names[i]
	}
	return zones, nil
}

// files are the targets that say nothing of what runs.
func (r *run) files() map[string]bool {
	found := map[string]bool{}
	for _, in := range r.targets {
		found[in.target.ID] = in.target.Kind == estate.Files
	}
	return found
}

// alone says of hosts that were read whole whether all their guests are of one zone. Files say nothing of what else a host has.
func (r *run) alone(zones map[workload]string) map[string]bool {
	of, strangers, alone := map[string]map[string]bool{}, map[string]bool{}, map[string]bool{}
	for key, zone := range zones {
		if of[key.target] == nil {
			of[key.target] = map[string]bool{}
		}
		of[key.target][zone] = true
		strangers[key.target] = strangers[key.target] || zone == "" // nobody says who that trusts
	}
	for _, in := range r.targets {
		t := in.target
		alone[t.ID] = t.Kind == estate.LibvirtHost && t.Status == estate.Complete && len(of[t.ID]) == 1 && !strangers[t.ID]
	}
	return alone
}
