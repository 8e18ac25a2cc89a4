package kubernetes_test

import (
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes"
	"bulkhead/collectors/kubernetes/clustertest"
)

// configz is what a kubelet answers, in part.
const configz = `{"kubeletconfig":{"readOnlyPort":0,"authentication":{"anonymous":{"enabled":false}},"staticPodURLHeader":{"Authorization":["Bearer hunter2"]}}}`

// kubelets prints what was collected of each node's kubelet.
func kubelets(r *recorder) []string {
	var all []string
	for _, o := range r.of("KubeletConfiguration") {
		text := o.Name + " " + o.Value.Reason()
		if !o.Value.Unknown() {
			text = o.Name + " " + string(estate.AppendJSON(nil, o.Value))
		}
		all = append(all, text)
	}
	return all
}

const told = `{"readOnlyPort":0,"authentication":{"anonymous":{"enabled":false}},"staticPodURLHeader":{"Authorization":[{"present":true,"length":14,"looksLike":[]}]}}`

func TestKubeletsTellTheirConfiguration(t *testing.T) {
	for name, test := range map[string]struct {
		allowed  bool
		answers  answers
		want     []string
		problems int
	}{
		"not asked":  {false, answers{}, nil, 0},
		"asked":      {true, answers{"a": says(configz), "b": says(configz)}, []string{"a " + told, "b " + told}, 0},
		"forbidden":  {true, answers{"a": refuses(403, `{"message":"no"}`), "b": refuses(403, `{"message":"no"}`)}, []string{"a unread", "b unread"}, 1},
		"one down":   {true, answers{"a": refuses(500, `{"message":"dial"}`), "b": says(configz)}, []string{"a unread", "b " + told}, 1},
		"no object":  {true, answers{"a": says(`[1]`), "b": says(`{"kubeletconfig":1}`)}, []string{"a unread", "b unread"}, 2},
		"a long one": {true, answers{"a": says(`{"kubeletconfig":{"x":"` + strings.Repeat("x", 17<<20) + `"}}`), "b": says(configz)}, []string{"a unread", "b " + told}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			serve := answers{"/api/v1/nodes": says(`{"items":[{"metadata":{"name":"a"}},{"metadata":{"name":"b"}}]}`)}
			for node, answer := range test.answers {
				serve["/api/v1/nodes/"+node+"/proxy/configz"] = answer
			}
			server := httptest.NewServer(serve)
			defer server.Close()
			collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: writeKubeconfig(t, &rest.Config{Host: server.URL}), NodeProxy: test.allowed})
			if err != nil {
				t.Fatal(err)
			}
			sink := &recorder{}
			if err := collector.Collect(t.Context(), sink); err != nil {
				t.Fatal(err)
			}
			if got := kubelets(sink); !slices.Equal(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
			if len(sink.problems) != test.problems {
				t.Errorf("%d problems, want %d: %v", len(sink.problems), test.problems, sink.problems)
			}
		})
	}
}

// TestLiveKubelets asks through a real API server. The endpoint that it leads to is a fake one, which answers as a kubelet does.
func TestLiveKubelets(t *testing.T) {
	const reader, lister = "reader", "lister"
	cluster := clustertest.Start(t, reader, lister)
	fake := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		if request.URL.Path != "/configz" || request.Method != http.MethodGet {
			http.Error(w, "only its configuration is read", http.StatusTeapot)
			return
		}
		fmt.Fprint(w, configz)
	}))
	listener, err := net.Listen("tcp", net.JoinHostPort(ownAddress(t), "0")) // the API server refuses loopback
	if err != nil {
		t.Fatal(err)
	}
	fake.Listener.Close()
	fake.Listener = listener
	fake.StartTLS()
	defer fake.Close()
	host, port, _ := net.SplitHostPort(listener.Addr().String())
	number, err := strconv.ParseInt(port, 10, 32)
	if err != nil {
		t.Fatal(err)
	}

	api, err := client.NewForConfig(cluster.Config(clustertest.Admin))
	if err != nil {
		t.Fatal(err)
	}
	node := &corev1.Node{ObjectMeta: metav1.ObjectMeta{Name: "n"}, Status: corev1.NodeStatus{
		Addresses:       []corev1.NodeAddress{{Type: corev1.NodeInternalIP, Address: host}},
		DaemonEndpoints: corev1.NodeDaemonEndpoints{KubeletEndpoint: corev1.DaemonEndpoint{Port: int32(number)}},
	}}
	must(t)(api.CoreV1().Nodes().Create(t.Context(), node, metav1.CreateOptions{}))
	for user, rules := range map[string][]rbacv1.PolicyRule{
		lister: {{APIGroups: []string{"*"}, Resources: []string{"*"}, Verbs: []string{"list"}}},
		reader: {
			{APIGroups: []string{"*"}, Resources: []string{"*"}, Verbs: []string{"list"}},
			{APIGroups: []string{""}, Resources: []string{"nodes/proxy"}, Verbs: []string{"get"}},
		},
	} {
		must(t)(api.RbacV1().ClusterRoles().Create(t.Context(), &rbacv1.ClusterRole{ObjectMeta: metav1.ObjectMeta{Name: user}, Rules: rules}, metav1.CreateOptions{}))
		must(t)(api.RbacV1().ClusterRoleBindings().Create(t.Context(), &rbacv1.ClusterRoleBinding{
			ObjectMeta: metav1.ObjectMeta{Name: user},
			RoleRef:    rbacv1.RoleRef{APIGroup: rbacv1.GroupName, Kind: "ClusterRole", Name: user},
			Subjects:   []rbacv1.Subject{{Kind: "User", APIGroup: rbacv1.GroupName, Name: user}},
		}, metav1.CreateOptions{}))
	}
	for user, want := range map[string]string{clustertest.Admin: "n " + told, reader: "n " + told, lister: "n unread"} {
		collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: cluster.Kubeconfig, Context: user, NodeProxy: true})
		if err != nil {
			t.Fatal(err)
		}
		sink := &recorder{}
		if err := collector.Collect(t.Context(), sink); err != nil {
			t.Fatal(err)
		}
		if got := kubelets(sink); !slices.Equal(got, []string{want}) {
			t.Errorf("%s: %q, want %q, problems %v", user, got, want, sink.problems)
		}
	}
}

// ownAddress is an address of this machine that is not loopback.
func ownAddress(t *testing.T) string {
	t.Helper()
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, address := range addresses {
		if n, ok := address.(*net.IPNet); ok && n.IP.To4() != nil && n.IP.IsGlobalUnicast() {
			return n.IP.String()
		}
	}
	t.Fatal("this machine has no address but loopback, so the API server can't be led to it")
	return ""
}
