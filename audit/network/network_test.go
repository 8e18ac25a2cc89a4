package network_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
)

const (
	denied  = network.Denied
	allowed = network.Allowed
	unknown = network.Unknown
)

// world is a namespace a with a policy, a namespace b that is labelled team=b, and one that was not read.
type world struct {
	*network.Index
	t *testing.T
}

func newWorld(t *testing.T, absent func(string, string) *estate.Value, policies ...string) world {
	t.Helper()
	w := world{network.New(absent), t}
	w.AddNamespace(namespaceOf(t, "a", nil))
	w.AddNamespace(namespaceOf(t, "b", map[string]string{"team": "b"}))
	for i, spec := range policies {
		if err := w.AddPolicy(policyOf(t, fmt.Sprint(i), spec)); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func policyOf(t *testing.T, name, spec string) *estate.Object {
	t.Helper()
	o := objectOf(t, fields{"kind": "NetworkPolicy", "metadata": fields{"name": name, "namespace": "a"}})
	o.Value.Items = append(o.Value.Items, estate.Item{Key: "spec", Value: parse(t, spec)})
	return o
}

func (w world) end(namespace string, labels map[string]string) network.End {
	w.t.Helper()
	return network.End{Class: w.Class(namespace, valueOf(w.t, fields{"metadata": fields{"labels": labels}, "spec": fields{}}))}
}

func (w world) ask(from, to network.End) network.Verdict {
	return w.Allowed(network.Connection{From: from, To: to, Protocol: "TCP", Port: 80}).Verdict
}

func outside(address string) network.End { return network.End{Address: netip.MustParseAddr(address)} }

func TestWhatCyclonusDiffersIn(t *testing.T) {
	for _, test := range []struct {
		selector string
		labels   map[string]string
		want     network.Verdict
	}{
		{`{"matchExpressions":[{"key":"app","operator":"NotIn","values":["x"]}]}`, nil, allowed},
		{`{"matchExpressions":[{"key":"app","operator":"NotIn","values":["x"]}]}`, map[string]string{"app": "x"}, denied},
		{`{"matchLabels":{"app":""}}`, nil, denied},
		{`{"matchLabels":{"app":""}}`, map[string]string{"app": ""}, allowed},
	} {
		w := newWorld(t, everythingRead, `{"podSelector":{"matchLabels":{"app":"db"}},"ingress":[{"from":[{"podSelector":`+test.selector+`}]}]}`)
		if got := w.ask(w.end("a", test.labels), w.end("a", map[string]string{"app": "db"})); got != test.want {
			t.Errorf("%s from %v: %d, want %d", test.selector, test.labels, got, test.want)
		}
	}
}

func TestNotKnown(t *testing.T) {
	unread := func(kind, namespace string) *estate.Value {
		if kind == "NetworkPolicy" && namespace == "a" {
			return estate.UnreadBecause("forbidden")
		}
		return nil
	}
	w := newWorld(t, unread)
	if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
		t.Errorf("into a namespace of unread policies: %d", got)
	}
	if got := w.ask(w.end("b", nil), w.end("b", nil)); got != allowed {
		t.Errorf("within a namespace without policies: %d", got)
	}

	const fromB = `{"podSelector":{},"ingress":[{"from":[{"namespaceSelector":{"matchLabels":{"team":"b"}}}]}]}`
	w = newWorld(t, unread, fromB)
	if got := w.ask(w.end("b", nil), w.end("a", nil)); got != allowed {
		t.Errorf("what a policy lets through, more policies can't deny: %d", got)
	}
	w = newWorld(t, everythingRead, fromB)
	for namespace, want := range map[string]network.Verdict{"b": allowed, "a": denied, "not-read": unknown} {
		if got := w.ask(w.end(namespace, nil), w.end("a", nil)); got != want {
			t.Errorf("from %s: %d, want %d", namespace, got, want)
		}
	}
	w = newWorld(t, everythingRead, strings.Replace(fromB, `"team":"b"`, `"kubernetes.io/metadata.name":"not-read"`, 1))
	for namespace, want := range map[string]network.Verdict{"b": denied, "not-read": allowed} {
		if got := w.ask(w.end(namespace, nil), w.end("a", nil)); got != want {
			t.Errorf("from %s by its name: %d, want %d", namespace, got, want)
		}
	}
}

// Values that could not be read are no absent ones.
func TestValuesNotKnown(t *testing.T) {
	const web = `{"podSelector":{"matchLabels":{"app":"web"}},"ingress":[{"from":[{"podSelector":{"matchLabels":{"app":"web"}}}]}]}`
	strange := parse(t, `{"metadata":{"labels":{}},"spec":{}}`)
	strange.Items[0].Value.Items[0].Value = estate.UnreadBecause("labels are no map")
	w := newWorld(t, everythingRead, web)
	end := network.End{Class: w.Class("a", strange)}
	if got := w.ask(w.end("b", nil), end); got != unknown {
		t.Errorf("to a pod whose labels are not known: %d", got)
	}
	w.Policies(func(s *network.Selection) {
		if s.Selects || s.Unclear == nil {
			t.Errorf("the policy selects it: %t, %v", s.Selects, s.Unclear)
		}
	})
	if got := w.ask(end, w.end("a", map[string]string{"app": "web"})); got != unknown {
		t.Errorf("from it: %d", got)
	}
	if got := w.ask(w.end("a", nil), network.End{Class: w.Class("b", strange)}); got != allowed {
		t.Errorf("where no policy is: %d", got)
	}

	policy := policyOf(t, "p", web)
	policy.Value.Get("spec").Get("podSelector").Items[0].Value = estate.UnreadBecause("matchLabels is no map")
	w = newWorld(t, everythingRead)
	if err := w.AddPolicy(policy); err != nil {
		t.Errorf("who read it has said so: %v", err)
	}
	if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
		t.Errorf("a policy whose selector is not known: %d", got)
	}
}

func TestNodesNetwork(t *testing.T) {
	w := newWorld(t, everythingRead, `{"podSelector":{},"policyTypes":["Ingress","Egress"],"ingress":[{"from":[{"podSelector":{}}]}]}`)
	onNode := network.End{Class: w.Class("a", parse(t, `{"spec":{"hostNetwork":true}}`))}
	if got := w.ask(w.end("b", nil), onNode); got != allowed {
		t.Errorf("policies do not hold it: %d", got)
	}
	if got := w.ask(onNode, w.end("a", nil)); got != unknown {
		t.Errorf("whether it is a pod or a node, plugins differ in: %d", got)
	}
	if got := w.Isolated(onNode.Class, network.Egress).Verdict; got != denied {
		t.Errorf("isolated: %d", got)
	}
}

func TestPolicyWithoutMeaning(t *testing.T) {
	for _, spec := range []string{
		`{"podSelector":{"matchExpressions":[{"key":"app","operator":"Is"}]}}`,
		`{"podSelector":{"matchExpressions":[{"key":"app","operator":"In"}]}}`,
		`{"podSelector":{"matchLabels":{"app":1}}}`,
		`{"podSelector":{"matchLabels":{"-":"x"}}}`,
		`{"podSelector":[]}`,
		`{"policyTypes":["Both"]}`,
		`{"ingress":[{"from":[{}]}]}`,
		`{"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0"}}]}]}`,
		`{"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0/8","except":["x"]}}]}]}`,
		`{"ingress":[{"from":[{"ipBlock":{"cidr":"10.0.0.0/8"},"podSelector":{}}]}]}`,
		`{"egress":[{"ports":[{"endPort":80}]}]}`,
		`{"egress":[{"ports":[{"port":"http","endPort":80}]}]}`,
		`{"egress":[{"ports":[{"port":90,"endPort":80}]}]}`,
		`{"egress":[{"ports":[{"port":"80"}]}]}`,
		`{"egress":[{"ports":[{"port":0}]}]}`,
		`{"egress":[{"ports":[{"protocol":"tcp"}]}]}`,
		`"none"`,
	} {
		w := newWorld(t, everythingRead)
		if err := w.AddPolicy(policyOf(t, "p", spec)); err == nil || !strings.Contains(err.Error(), `"p"`) {
			t.Errorf("%s: %v", spec, err)
		}
		if got := w.ask(w.end("b", nil), w.end("a", nil)); got != unknown {
			t.Errorf("%s: traffic is %d", spec, got)
		}
		if got := w.ask(w.end("b", nil), outside("192.0.2.1")); got != allowed {
			t.Errorf("%s: traffic elsewhere is %d", spec, got)
		}
	}
}

func TestClasses(t *testing.T) {
	w := newWorld(t, everythingRead, `{"podSelector":{"matchLabels":{"app":"x"}},"ingress":[{"ports":[{"port":"http"}]}]}`)
	class := func(text string) *network.Class { return w.Class("a", parse(t, text)) }
	one := class(`{"metadata":{"labels":{"app":"x","pod-template-hash":"1"}},"spec":{"containers":[{"ports":[{"name":"http","containerPort":80}]}]}}`)
	for text, same := range map[string]bool{
		`{"metadata":{"labels":{"pod-template-hash":"2","app":"x"}},"spec":{"containers":[{"ports":[{"containerPort":9,"name":"nobody-asks"},{"name":"http","containerPort":80}]}]}}`: true,
		`{"metadata":{"labels":{"app":"x"}},"spec":{"containers":[{"ports":[{"name":"http","containerPort":81}]}]}}`:                                                                  false,
		`{"metadata":{"labels":{"app":"x"}},"spec":{"initContainers":[{"ports":[{"name":"http","containerPort":80}]}]}}`:                                                              false,
		`{"metadata":{"labels":{"app":"x"}},"spec":{"initContainers":[{"restartPolicy":"Always","ports":[{"name":"http","containerPort":80}]}]}}`:                                     true,
		`{"metadata":{"labels":{"app":"y"}},"spec":{"containers":[{"ports":[{"name":"http","containerPort":80}]}]}}`:                                                                  false,
	} {
		if got := class(text) == one; got != same {
			t.Errorf("%s: same class: %t", text, got)
		}
	}
	if got := w.ask(w.end("b", nil), network.End{Class: one}); got != allowed {
		t.Errorf("to the named port: %d", got)
	}
}

func TestFlows(t *testing.T) {
	w := newWorld(t, everythingRead, `{"podSelector":{"matchLabels":{"app":"db"}},"policyTypes":["Ingress"],"ingress":[
		{"from":[{"namespaceSelector":{"matchLabels":{"team":"b"}}},{"ipBlock":{"cidr":"10.0.0.0/8"}}],"ports":[{"port":80,"endPort":90}]},{"ports":[{"protocol":"UDP"}]}]}`)
	database, other := w.end("a", map[string]string{"app": "db"}).Class, w.end("b", nil).Class
	flows, unclear := w.Flows(database, network.Ingress)
	got := ""
	for _, f := range flows {
		got += fmt.Sprintf("%t %d %t %v; ", f.Everyone, len(f.Classes), f.Block != nil, f.Ports)
	}
	if want := "false 1 false [{TCP 80 90 }]; false 0 true [{TCP 80 90 }]; true 0 false [{UDP 1 65535 }]; "; got != want || flows[0].Classes[0] != other || unclear != nil {
		t.Errorf("got %s, %v", got, unclear)
	}
	if flows, _ := w.Flows(database, network.Egress); len(flows) != 1 || !flows[0].Everyone || flows[0].Ports != nil {
		t.Errorf("egress is not isolated: %v", flows)
	}
}
