package network

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"

	"github.com/go-json-experiment/json"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"k8s.io/apimachinery/pkg/util/validation"

	"bulkhead/audit/estate"
)

// The fields of a NetworkPolicy's specification. Those of k8s.io/api would bring all of its types into the program.
type policySpec struct {
	PodSelector metav1.LabelSelector `json:"podSelector"`
	PolicyTypes []string             `json:"policyTypes"`
	Ingress     []ruleSpec           `json:"ingress"`
	Egress      []ruleSpec           `json:"egress"`
}

// ruleSpec is a rule of either direction: the API has from in one and to in the other.
type ruleSpec struct {
	From  []peerSpec `json:"from"`
	To    []peerSpec `json:"to"`
	Ports []portSpec `json:"ports"`
}

type peerSpec struct {
	PodSelector       *metav1.LabelSelector `json:"podSelector"`
	NamespaceSelector *metav1.LabelSelector `json:"namespaceSelector"`
	IPBlock           *struct {
		CIDR   string   `json:"cidr"`
		Except []string `json:"except"`
	} `json:"ipBlock"`
}

type portSpec struct {
	Protocol *string             `json:"protocol"`
	Port     *intstr.IntOrString `json:"port"`
	EndPort  *int32              `json:"endPort"`
}

// policy is a NetworkPolicy that the API server would accept.
type policy struct {
	object          *estate.Object
	pods            selector
	ingress, egress bool // the directions that it isolates
	rules           [2][]*rule
}

// rule lets peers through on ports. Nil peers are everyone, nil ports all.
type rule struct {
	peers []*peer
	ports []ports
}

// ports is a port, a range, a named port or a whole protocol.
type ports struct {
	protocol  string
	from, to  int32 // 0: all
	name      string
	anyNumber bool
}

// Block is a range of addresses without its exceptions.
type Block struct {
	Prefix netip.Prefix
	Except []netip.Prefix
}

func (x *Index) parsePolicy(o *estate.Object) (*policy, error) {
	var spec policySpec
	if v := o.Value.Get("spec"); v != nil {
		if err := json.Unmarshal(estate.AppendJSON(nil, v), &spec); err != nil {
			return nil, fmt.Errorf("read spec: %w", err)
		}
	}
	p := &policy{object: o}
	var err error
	if p.pods, err = newSelector(&spec.PodSelector); err != nil {
		return nil, fmt.Errorf("podSelector: %w", err)
	}
	for _, direction := range spec.PolicyTypes {
		switch direction {
		case "Ingress":
			p.ingress = true
		case "Egress":
			p.egress = true
		default:
			return nil, fmt.Errorf("policyTypes: %q is neither Ingress nor Egress", direction)
		}
	}
	if len(spec.PolicyTypes) == 0 { // the API's default
		p.ingress, p.egress = true, len(spec.Egress) > 0
	}
	if p.rules[Ingress], err = x.parseRules(o.Namespace, spec.Ingress, func(r ruleSpec) []peerSpec { return r.From }); err != nil {
		return nil, fmt.Errorf("ingress: %w", err)
	}
	if p.rules[Egress], err = x.parseRules(o.Namespace, spec.Egress, func(r ruleSpec) []peerSpec { return r.To }); err != nil {
		return nil, fmt.Errorf("egress: %w", err)
	}
	return p, nil
}

func (x *Index) parseRules(namespace string, specs []ruleSpec, peersOf func(ruleSpec) []peerSpec) ([]*rule, error) {
	rules := make([]*rule, len(specs))
	for i, spec := range specs {
		r := &rule{}
		for _, s := range peersOf(spec) {
			p, err := x.parsePeer(namespace, s)
			if err != nil {
				return nil, fmt.Errorf("rule %d: %w", i+1, err)
			}
			r.peers = append(r.peers, p)
		}
		for _, s := range spec.Ports {
			p, err := parsePort(s)
			if err != nil {
				return nil, fmt.Errorf("rule %d: %w", i+1, err)
			}
			r.ports = append(r.ports, p)
		}
		rules[i] = r
	}
	return rules, nil
}

// parsePeer reads a peer. An absent namespaceSelector is the policy's own namespace, an empty one is all.
func (x *Index) parsePeer(namespace string, spec peerSpec) (*peer, error) {
	switch {
	case spec.IPBlock != nil && (spec.PodSelector != nil || spec.NamespaceSelector != nil):
		return nil, errors.New("a peer has an ipBlock and a selector")
	case spec.IPBlock != nil:
		block, err := parseBlock(spec.IPBlock.CIDR, spec.IPBlock.Except)
		if err != nil {
			return nil, fmt.Errorf("ipBlock: %w", err)
		}
		return &peer{block: block}, nil
	case spec.PodSelector == nil && spec.NamespaceSelector == nil:
		return nil, errors.New("a peer says nothing")
	}
	p := &peer{}
	var err error
	if spec.NamespaceSelector == nil {
		p.namespace = namespace
	} else if p.namespaces, err = newSelector(spec.NamespaceSelector); err != nil {
		return nil, fmt.Errorf("namespaceSelector: %w", err)
	}
	if spec.PodSelector == nil {
		spec.PodSelector = &metav1.LabelSelector{}
	}
	if p.pods, err = newSelector(spec.PodSelector); err != nil {
		return nil, fmt.Errorf("podSelector: %w", err)
	}
	return x.intern(p), nil
}

func parseBlock(cidr string, except []string) (*Block, error) {
	prefix, err := netip.ParsePrefix(cidr)
	if err != nil {
		return nil, err
	}
	b := &Block{Prefix: prefix.Masked()}
	for _, text := range except {
		if prefix, err = netip.ParsePrefix(text); err != nil {
			return nil, err
		}
		b.Except = append(b.Except, prefix.Masked())
	}
	return b, nil
}

func parsePort(spec portSpec) (ports, error) {
	p := ports{protocol: "TCP"} // the API's default
	if spec.Protocol != nil {
		p.protocol = *spec.Protocol
	}
	if !slices.Contains([]string{"TCP", "UDP", "SCTP"}, p.protocol) {
		return p, fmt.Errorf("there is no protocol %q", p.protocol)
	}
	switch {
	case spec.Port == nil && spec.EndPort != nil:
		return p, errors.New("an endPort has no port")
	case spec.Port == nil:
		p.anyNumber = true
	case spec.Port.Type == intstr.String:
		p.name = spec.Port.StrVal
		if wrong := validation.IsValidPortName(p.name); len(wrong) > 0 {
			return p, fmt.Errorf("port %q: %s", p.name, wrong[0])
		}
		if spec.EndPort != nil {
			return p, fmt.Errorf("the named port %q has an endPort", p.name)
		}
	default:
		p.from, p.to = spec.Port.IntVal, spec.Port.IntVal
		if spec.EndPort != nil {
			p.to = *spec.EndPort
		}
		if p.from < 1 || p.to < p.from || p.to > 65535 {
			return p, fmt.Errorf("there are no ports %d to %d", p.from, p.to)
		}
	}
	return p, nil
}
