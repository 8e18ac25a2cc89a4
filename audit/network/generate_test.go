package network_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
)

// clusterMaker makes namespaces, pods and policies as JSON values.
type clusterMaker struct{ *rand.Rand }

type fields = map[string]any

func pick[T any](m *clusterMaker, from ...T) T { return from[m.IntN(len(from))] }

func (m *clusterMaker) oneIn(n int) bool { return m.IntN(n) == 0 }

// everywhere is a label that all pods and namespaces have. Cyclonus takes NotIn to need the label, where the API's documentation
// says that "all resources with no labels with the key" are selected too; so it is only asked of this one.
const everywhere = "tier"

// labels has no empty values: cyclonus takes an absent label for an empty one where matchLabels asks for that.
func (m *clusterMaker) labels() map[string]string {
	l := map[string]string{everywhere: pick(m, "front", "back", "data")}
	for _, key := range []string{"app", "team", "a.b/c"} {
		if !m.oneIn(3) {
			l[key] = pick(m, "x", "y", "z")
		}
	}
	return l
}

func (m *clusterMaker) selector(names ...string) fields {
	s := fields{}
	switch m.IntN(6) {
	case 0:
		return s
	case 1:
		if len(names) > 0 {
			return fields{"matchLabels": fields{"kubernetes.io/metadata.name": pick(m, names...)}}
		}
	}
	if m.oneIn(2) {
		s["matchLabels"] = fields{pick(m, "app", "team", everywhere): pick(m, "x", "y", "front", "back")}
	}
	if m.oneIn(2) {
		var all []any
		for range 1 + m.IntN(2) {
			all = append(all, pick(m,
				fields{"key": pick(m, "app", "team", everywhere), "operator": "In", "values": []string{"x", pick(m, "y", "front"), "back"}},
				fields{"key": everywhere, "operator": "NotIn", "values": []string{pick(m, "front", "back"), "data"}},
				fields{"key": pick(m, "app", "a.b/c"), "operator": "Exists"},
				fields{"key": pick(m, "app", "a.b/c"), "operator": "DoesNotExist"},
			))
		}
		s["matchExpressions"] = all
	}
	return s
}

func (m *clusterMaker) peer(namespaces []string) fields {
	p := fields{}
	switch m.IntN(4) {
	case 0:
		block := fields{"cidr": pick(m, "0.0.0.0/0", "10.0.0.0/8", "10.1.2.3/16", "192.0.2.0/24", "::/0", "2001:db8::/32")}
		if m.oneIn(2) {
			block["except"] = pick(m, []string{"10.1.0.0/16"}, []string{"192.0.2.128/25", "10.0.0.0/9"}, []string{"2001:db8:1::/48"}, []string{})
		}
		return fields{"ipBlock": block}
	case 1:
		p["podSelector"] = m.selector()
	case 2:
		p["namespaceSelector"] = m.selector(namespaces...)
	default:
		p["podSelector"], p["namespaceSelector"] = m.selector(), m.selector(namespaces...)
	}
	return p
}

func (m *clusterMaker) port() fields {
	p := fields{}
	if !m.oneIn(3) {
		p["protocol"] = pick(m, "TCP", "TCP", "UDP", "SCTP")
	}
	switch m.IntN(5) {
	case 0:
	case 1:
		p["port"], p["endPort"] = pick(m, 1, 53, 80), pick(m, 80, 443, 65535)
	case 2:
		p["port"] = pick(m, "http", "dns", "absent")
	default:
		p["port"] = pick(m, 53, 80, 443, 8080)
	}
	return p
}

func (m *clusterMaker) rules(peers string, namespaces []string) []any {
	rules := []any{}
	for range m.IntN(3) {
		r := fields{}
		switch m.IntN(6) {
		case 0:
		case 1:
			r[peers] = []any{}
		default:
			var all []any
			for range 1 + m.IntN(2) {
				all = append(all, m.peer(namespaces))
			}
			r[peers] = all
		}
		if !m.oneIn(3) {
			var all []any
			for range 1 + m.IntN(2) {
				all = append(all, m.port())
			}
			r["ports"] = all
		}
		rules = append(rules, r)
	}
	return rules
}

func (m *clusterMaker) policy(name string, namespaces []string) fields {
	spec := fields{"podSelector": m.selector()}
	if types := pick(m, nil, []string{}, []string{"Ingress"}, []string{"Egress"}, []string{"Ingress", "Egress"}); types != nil {
		spec["policyTypes"] = types
	}
	if !m.oneIn(3) {
		spec["ingress"] = m.rules("from", namespaces)
	}
	if !m.oneIn(3) {
		spec["egress"] = m.rules("to", namespaces)
	}
	return fields{
		"apiVersion": "networking.k8s.io/v1", "kind": "NetworkPolicy",
		"metadata": fields{"name": name, "namespace": pick(m, namespaces...)}, "spec": spec,
	}
}

// pod is a pod and what cyclonus is told of it.
type pod struct {
	namespace string
	labels    map[string]string
	ports     []network.Port
	address   string
}

func (m *clusterMaker) pod(namespace string) pod {
	p := pod{namespace: namespace, labels: m.labels()}
	p.address = fmt.Sprintf("10.%d.%d.%d", m.IntN(256), m.IntN(256), m.IntN(256))
	if m.oneIn(5) {
		p.address = fmt.Sprintf("2001:db8:%x::%x", m.IntN(3), m.IntN(1<<16))
	}
	for _, port := range []network.Port{
		{Name: "http", Protocol: "TCP", Number: 80},
		{Name: "http-alt", Protocol: "TCP", Number: 8080},
		{Name: "dns", Protocol: "UDP", Number: 53},
		{Name: "dns-tcp", Protocol: "TCP", Number: 53},
	} {
		if m.oneIn(2) {
			p.ports = append(p.ports, port)
		}
	}
	return p
}

// value is the pod as the API has it.
func (p pod) value(t testing.TB) *estate.Value {
	ports := []any{}
	for _, port := range p.ports {
		ports = append(ports, fields{"name": port.Name, "containerPort": port.Number, "protocol": port.Protocol})
	}
	return valueOf(t, fields{
		"metadata": fields{"labels": p.labels}, "spec": fields{"containers": []any{fields{"name": "c", "ports": ports}}},
	})
}

// portName is what the pod calls a port.
func (p pod) portName(protocol string, number int32) string {
	for _, port := range p.ports {
		if port.Protocol == protocol && port.Number == number {
			return port.Name
		}
	}
	return ""
}

func valueOf(t testing.TB, v any) *estate.Value {
	t.Helper()
	text, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	value, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(string(text))), nil)
	if err != nil {
		t.Fatal(err)
	}
	return value
}

func objectOf(t testing.TB, v any) *estate.Object {
	t.Helper()
	value := valueOf(t, v)
	return &estate.Object{
		Platform: estate.Kubernetes, Kind: value.Get("kind").Str(), Value: value,
		Namespace: value.At("metadata", "namespace").Str(), Name: value.At("metadata", "name").Str(),
	}
}

// namespaceOf is a Namespace without the label that the API server gives it.
func namespaceOf(t testing.TB, name string, labels map[string]string) *estate.Object {
	return objectOf(t, fields{"kind": "Namespace", "metadata": fields{"name": name, "labels": labels}})
}

func named(name string, labels map[string]string) map[string]string {
	all := maps.Clone(labels)
	all["kubernetes.io/metadata.name"] = name
	return all
}

// everythingRead says that whatever is not there does not exist.
func everythingRead(string, string) *estate.Value { return nil }

func parse(t testing.TB, text string) *estate.Value {
	t.Helper()
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}
