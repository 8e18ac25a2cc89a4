package libvirt

import (
	"errors"
	"strings"
	"testing"

	"bulkhead/audit/estate"
)

// sink keeps what it gets.
type sink struct {
	err      error
	objects  []*estate.Object
	problems []estate.Problem
	kinds    map[string]int
	order    string
}

func (s *sink) Object(o *estate.Object) error {
	if s.kinds == nil {
		s.kinds = map[string]int{}
	}
	s.kinds[o.Kind]++
	s.order += o.Kind + " "
	s.objects = append(s.objects, o)
	return s.err
}

func (s *sink) Problem(p estate.Problem) { s.problems = append(s.problems, p) }

func (s *sink) Progress(string, int, int) {}

func (s *sink) object(t *testing.T, kind, name string) *estate.Object {
	t.Helper()
	for _, o := range s.objects {
		if o.Kind == kind && o.Name == name {
			return o
		}
	}
	t.Fatalf("no %s %s", kind, name)
	return nil
}

func (s *sink) host(t *testing.T) *estate.Object {
	t.Helper()
	if len(s.objects) == 0 || s.objects[0].Kind != "Host" {
		t.Fatal("the host does not come first")
	}
	return s.objects[0]
}

func TestWhatFailsIsUnread(t *testing.T) {
	denied := errors.New("denied")
	for name, c := range map[string]struct {
		step step
		want string
		what string
	}{
		"host": {
			(&host{hostname: "h", version: 9000000, capabilities: answer{err: denied}, untold: true, node: &node{err: denied}}).step,
			`{"capabilities":{"unknown":"unread","why":"capabilities: denied"},"node":{"unknown":"unread","why":"denied"},"version":"9.0.0"}`,
			"capabilities, node information",
		},
		"host, capabilities of domains": {
			(&host{hostname: "h", domainCapabilities: answer{err: denied, refused: true}, capabilities: answer{xml: "<capabilities/>"}, node: &node{}}).step,
			`{"capabilities":{},"domainCapabilities":{"unknown":"not-in-input","why":"denied"},` +
				`"node":{"model":"","memory":0,"cpus":0},"version":""}`,
			"",
		},
		"thing": {
			thing{kind: "Secret", name: "s", what: "secret", key: "secret", xml: answer{err: denied}}.step,
			`{"secret":{"unknown":"unread","why":"secret s: denied"}}`,
			"secret s",
		},
		"domain, messages": {
			domain{name: "d", xml: answer{xml: "<domain/>"}, active: flag{set: true}, messagesErr: denied, host: &host{}}.step,
			`{"domain":{},"state":{"active":true,"persistent":false,"autostart":false,"managedSave":false,"seclabels":[],` +
				`"messages":{"unknown":"unread","why":"denied"}}}`,
			"messages about domain d",
		},
		"network": {
			network{name: "n", xml: answer{err: denied}, active: flag{err: denied}, persistent: flag{set: true}}.step,
			`{"network":{"unknown":"unread","why":"network n: denied"},` +
				`"state":{"active":{"unknown":"unread","why":"denied"},"persistent":true,"autostart":false}}`,
			"network n",
		},
		"domain, not XML": {
			domain{name: "d", xml: answer{xml: "<domain>"}, host: &host{}}.step,
			`{"domain":{"unknown":"unread","why":"domain d: line 1, column 8: unexpected EOF"},` +
				`"state":{"active":false,"persistent":false,"autostart":false,"managedSave":false}}`,
			"domain d",
		},
		"domain, labels": {
			domain{name: "d", xml: answer{xml: "<domain/>"}, active: flag{set: true}, labelsErr: denied, host: &host{}}.step,
			`{"domain":{},"state":{"active":true,"persistent":false,"autostart":false,"managedSave":false,` +
				`"seclabels":{"unknown":"unread","why":"denied"}}}`,
			"security labels of domain d",
		},
		"domain, models": {
			domain{
				name: "d", xml: answer{xml: "<domain/>"}, active: flag{set: true},
				labels: []label{{"+0:+0", true}}, host: &host{models: []string{"selinux", "dac"}},
			}.step,
			`{"domain":{},"state":{"active":true,"persistent":false,"autostart":false,"managedSave":false,"seclabels":[` +
				`{"model":{"unknown":"unread","why":"libvirt does not say which security driver the label belongs to"},` +
				`"label":"+0:+0","enforcing":true}]}}`,
			"",
		},
		"domain, defined as it runs": {
			domain{
				name: "d", xml: answer{xml: "<domain type='test' id='7'>\n  <name>d</name>\n</domain>"}, host: &host{},
				inactive: &answer{xml: "<domain type='test'>\n  <name>d</name>\n</domain>"},
			}.step,
			`{"domain":{"type":"test","id":"7","name":"d"},"inactive":{"type":"test","name":"d"},` +
				`"state":{"active":false,"persistent":false,"autostart":false,"managedSave":false}}`,
			"",
		},
		"domain, defined otherwise": {
			domain{
				name: "d", xml: answer{xml: "<domain type='test' id='7'><name>d</name></domain>"}, host: &host{},
				inactive: &answer{xml: "<domain type='test'><name>e</name></domain>"},
			}.step,
			`{"domain":{"type":"test","id":"7","name":"d"},"inactive":{"type":"test","name":"e"},` +
				`"state":{"active":false,"persistent":false,"autostart":false,"managedSave":false}}`,
			"",
		},
		"vanished": {problem("domain d", "", errors.New("it went away")), "", "domain d"},
	} {
		s := &sink{}
		if err := c.step(&estate.Target{}, s); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		got := ""
		for _, o := range s.objects {
			got += string(estate.AppendJSON(nil, o.Value))
		}
		var what []string
		for _, p := range s.problems {
			what = append(what, p.What)
		}
		if got != c.want || strings.Join(what, ", ") != c.what {
			t.Errorf("%s: %s\nproblems: %s", name, got, strings.Join(what, ", "))
		}
	}
}
