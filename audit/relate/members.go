package relate

import (
	"strings"

	"bulkhead/audit/estate"
	"bulkhead/audit/isolation"
)

// Placed names a workload's object.
type Placed struct{ Platform, Kind, Namespace, Name string }

// projects begin the names in a guest's metadata that say which project it is of.
func projects() []string { return []string{estate.ZoneElement + "=", estate.ProjectElement + "="} }

// Members hands out what was charted of workloads that tells which trust zone they are in: labels - a pod's own before those of its
// namespace - and the project that a guest's metadata names.
func (r *Relation) Members(yield func(Placed, isolation.Member)) {
	if c := r.cluster; c.chart != nil {
		for _, p := range c.chart.places {
			namespace := c.namespaces[p.namespace]
			var around *estate.Value
			if namespace != nil {
				around = namespace.Value.At("metadata", "labels")
			}
			m := isolation.Member{Operator: p.operator, Label: func(key string) string {
				if own := p.labels.Get(key).Str(); own != "" {
					return own
				}
				return around.Get(key).Str()
			}}
			for _, labels := range []*estate.Value{p.labels, around} {
				for _, item := range labels.Fields() {
					m.Labels = append(m.Labels, item.Key)
				}
			}
			yield(Placed{estate.Kubernetes, p.kind, p.namespace, p.name}, m)
		}
	}
	if r.host.chart == nil {
		return
	}
	for _, d := range r.host.chart.domains {
		yield(Placed{estate.Libvirt, d.Object.Kind, d.Object.Namespace, d.Object.Name}, isolation.Member{
			Label:   func(string) string { return "" },
			Project: project(d.Object.Value.At(domainPath, "metadata")), Operator: operatorOf(d.Object.Value.Get(domainPath)),
		})
	}
}

// project is the zone, or else the project, that metadata names.
func project(metadata *estate.Value) string {
	for _, element := range projects() {
		for _, item := range metadata.Elements() {
			if name, ok := strings.CutPrefix(item.Value.Str(), element); ok && name != "" {
				return name
			}
		}
	}
	return ""
}
