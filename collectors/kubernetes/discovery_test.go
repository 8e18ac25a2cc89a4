package kubernetes_test

import (
	"net/http"
	"slices"
	"testing"

	"bulkhead/collectors/kubernetes"
)

// What somebody may have installed is listed where the cluster serves it, and where the cluster does not say. That it is not there is
// no problem, that it may not be read is one.
func TestInstalledKinds(t *testing.T) {
	const cilium, gateways = "/apis/cilium.io/v2/ciliumnetworkpolicies", "/apis/gateway.networking.k8s.io/v1/gateways"
	policy := says(`{"items":[{"metadata":{"namespace":"a","name":"p"}}]}`)
	groups := says(`{"groups":[{"versions":[{"groupVersion":"apps/v1"}]},{"versions":[{"groupVersion":"cilium.io/v2"}]}]}`)
	absent := refuses(http.StatusNotFound, `{"kind":"Status","message":"no such resource"}`)
	for name, test := range map[string]struct {
		server   answers
		policies int
		problems []string
	}{
		"served":           {answers{"/apis": groups, cilium: policy, gateways: forbidden("gateways")}, 1, nil},
		"served, but gone": {answers{"/apis": groups, cilium: absent}, 0, nil},
		"forbidden":        {answers{"/apis": groups, cilium: forbidden("policies")}, 0, []string{"CiliumNetworkPolicy"}},
		"not served":       {answers{"/apis": says(`{"groups":[]}`), cilium: forbidden("policies")}, 0, nil},
		"not said":         {answers{"/apis": forbidden("groups"), cilium: policy, gateways: absent}, 1, nil},
		"no JSON":          {answers{"/apis": says("x"), cilium: absent, gateways: forbidden("gateways")}, 0, []string{"Gateway"}},
	} {
		t.Run(name, func(t *testing.T) {
			var r recorder
			if err := newCollector(t, test.server, kubernetes.Config{}).Collect(t.Context(), &r); err != nil {
				t.Fatal(err)
			}
			var problems []string
			for _, p := range r.problems {
				problems = append(problems, p.Kind)
			}
			if got := len(r.of("CiliumNetworkPolicy")); got != test.policies || !slices.Equal(problems, test.problems) {
				t.Errorf("%d policies, problems %v; want %d, %v", got, r.problems, test.policies, test.problems)
			}
		})
	}
}
