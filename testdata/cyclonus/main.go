// Program cyclonus answers what cyclonus' policy matcher says of traffic. It reads cases as JSON from standard input, one after the
// other, and writes a line for each: a digit for each question, 1 where the traffic is allowed.
//
// It is a module of its own, for cyclonus depends on old versions of much that bulkhead depends on.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/matcher"
	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

// testCase is a cluster's policies and questions about it.
type testCase struct {
	Policies  []*networkingv1.NetworkPolicy
	Questions []question
}

type question struct {
	From, To end
	Port     int
	Name     string
	Protocol v1.Protocol
}

// end is a pod, or an address outside where Namespace is empty.
type end struct {
	Namespace               string
	NamespaceLabels, Labels map[string]string
	Address                 string
}

func (e end) peer() *matcher.TrafficPeer {
	if e.Namespace == "" {
		return &matcher.TrafficPeer{IP: e.Address}
	}
	return &matcher.TrafficPeer{IP: e.Address, Internal: &matcher.InternalPeer{
		Namespace: e.Namespace, NamespaceLabels: e.NamespaceLabels, PodLabels: e.Labels,
	}}
}

func main() {
	if err := run(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "cyclonus:", err)
		os.Exit(1)
	}
}

func run(in io.Reader, out io.Writer) error {
	decoder, lines := json.NewDecoder(in), bufio.NewWriter(out)
	for {
		var c testCase
		if err := decoder.Decode(&c); errors.Is(err, io.EOF) {
			return lines.Flush()
		} else if err != nil {
			return err
		}
		for _, p := range c.Policies {
			setDefaults(p)
		}
		policy := matcher.BuildNetworkPolicies(false, c.Policies)
		for _, q := range c.Questions {
			verdict := byte('0')
			if policy.IsTrafficAllowed(&matcher.Traffic{
				Source: q.From.peer(), Destination: q.To.peer(), ResolvedPort: q.Port, ResolvedPortName: q.Name, Protocol: q.Protocol,
			}).IsAllowed() {
				verdict = '1'
			}
			lines.WriteByte(verdict) // Flush returns its error
		}
		lines.WriteByte('\n')
	}
}

// setDefaults does what the API server does to a policy that is created; cyclonus wants policies as they are read from it.
func setDefaults(p *networkingv1.NetworkPolicy) {
	if len(p.Spec.PolicyTypes) == 0 {
		p.Spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(p.Spec.Egress) > 0 {
			p.Spec.PolicyTypes = append(p.Spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
}
