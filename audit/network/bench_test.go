package network_test

import (
	"fmt"
	"testing"

	"bulkhead/audit/estate"
	"bulkhead/audit/network"
)

// 2,000 policies over 200 namespaces, 100,000 pods of 2,000 owners that differ in a label that no policy asks for, and all questions
// of who may reach whom.
func BenchmarkCluster(b *testing.B) {
	const policies, pods, owners, namespaces = 2000, 100_000, 2000, 200
	var policyObjects, namespaceObjects []*estate.Object
	for i := range namespaces {
		namespaceObjects = append(namespaceObjects, namespaceOf(b, fmt.Sprintf("n%d", i), map[string]string{"team": fmt.Sprint(i % 20)}))
	}
	for i := range policies {
		policyObjects = append(policyObjects, objectOf(b, fields{
			"kind": "NetworkPolicy", "metadata": fields{"name": fmt.Sprint(i), "namespace": fmt.Sprintf("n%d", i%namespaces)},
			"spec": fields{
				"podSelector": fields{"matchLabels": fields{"app": fmt.Sprint(i % owners)}}, "policyTypes": []string{"Ingress", "Egress"},
				"ingress": []any{fields{"from": []any{
					fields{"namespaceSelector": fields{"matchLabels": fields{"team": fmt.Sprint(i % 20)}}, "podSelector": fields{}},
				}, "ports": []any{fields{"port": "http"}}}},
				"egress": []any{fields{"to": []any{fields{"ipBlock": fields{"cidr": "10.0.0.0/8"}}, fields{"podSelector": fields{}}}}},
			},
		}))
	}
	podValues := make([]*estate.Value, pods)
	for i := range podValues {
		podValues[i] = valueOf(b, fields{
			"metadata": fields{"labels": fields{"app": fmt.Sprint(i % owners), "statefulset.kubernetes.io/pod-name": fmt.Sprint(i)}},
			"spec":     fields{"containers": []any{fields{"ports": []any{fields{"name": "http", "containerPort": 8080}}}}},
		})
	}
	for b.Loop() {
		x := network.New(everythingRead)
		for _, o := range namespaceObjects {
			x.AddNamespace(o)
		}
		for _, o := range policyObjects {
			if err := x.AddPolicy(o); err != nil {
				b.Fatal(err)
			}
		}
		for i, pod := range podValues {
			x.Class(fmt.Sprintf("n%d", i%namespaces), pod)
		}
		classes, open := x.Classes(), 0
		for _, from := range classes {
			for _, to := range classes {
				c := network.Connection{From: network.End{Class: from}, To: network.End{Class: to}, Protocol: "TCP", Port: 8080}
				if x.Allowed(c).Verdict == network.Allowed {
					open++
				}
			}
		}
		for _, c := range classes {
			x.Flows(c, network.Ingress)
		}
		b.ReportMetric(float64(len(classes)), "classes")
		b.ReportMetric(float64(open), "open")
	}
}
