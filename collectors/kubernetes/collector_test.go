package kubernetes_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"k8s.io/client-go/rest"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes"
)

// answers are what a fake API server says to a path, and to the list's next pages at PATH?CONTINUE. All other lists are
// empty.
type answers map[string]http.HandlerFunc

func (a answers) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	path := request.URL.Path
	if token := request.URL.Query().Get("continue"); token != "" {
		path += "?" + token
	}
	switch handler, ok := a[path]; {
	case request.Method != http.MethodGet || strings.Contains(path, "secrets"):
		http.Error(w, "it only reads, and no secrets", http.StatusTeapot)
	case ok:
		handler(w, request)
	case path == "/version":
		fmt.Fprint(w, `{"gitVersion":"v1.37.2"}`)
	default:
		fmt.Fprint(w, `{"items":[]}`)
	}
}

func says(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, text) }
}

func refuses(code int, status string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(code)
		fmt.Fprint(w, status)
	}
}

// items makes a page of pods, each "namespace/name".
func items(next string, names ...string) string {
	var pods []string
	for _, name := range names {
		namespace, name, _ := strings.Cut(name, "/")
		pods = append(pods, fmt.Sprintf(`{"metadata":{"namespace":%q,"name":%q}}`, namespace, name))
	}
	return fmt.Sprintf(`{"kind":"PodList","metadata":{"continue":%q},"items":[%s]}`, next, strings.Join(pods, ","))
}

func forbidden(what string) http.HandlerFunc {
	return refuses(http.StatusForbidden, fmt.Sprintf(`{"kind":"Status","message":"%s is forbidden"}`, what))
}

func namespaces(names ...string) http.HandlerFunc {
	for i, name := range names {
		names[i] = "/" + name
	}
	return says(items("", names...))
}

func newCollector(t *testing.T, server http.Handler, config kubernetes.Config) *kubernetes.Collector {
	t.Helper()
	s := httptest.NewServer(server)
	t.Cleanup(s.Close)
	config.Kubeconfig = writeKubeconfig(t, &rest.Config{Host: s.URL})
	collector, err := kubernetes.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return collector
}

const pods = "/api/v1/pods"

func TestCollect(t *testing.T) {
	const gone = `{"kind":"Status","metadata":{"continue":"%s"},"message":"too old","code":410}`
	for name, test := range map[string]struct {
		server   answers
		config   kubernetes.Config
		want     []string // of pods
		problems []string // kind namespace: a part of the error
	}{
		"pages": {
			server: answers{
				pods:         says(items("2", "a/1", "a/2")),
				pods + "?2":  says(items("&3", "a/3")),
				pods + "?&3": says(items("", "a/4")),
			},
			want: []string{"a/1", "a/2", "a/3", "a/4"},
		},
		"a page without items": {server: answers{pods: says(`{"items":null}`)}},
		"metadata after the items": {
			server: answers{
				pods:        says(`{"items":[{"metadata":{"namespace":"a","name":"1"}}],"metadata":{"continue":"2"}}`),
				pods + "?2": says(items("", "a/2")),
			},
			want: []string{"a/1", "a/2"},
		},
		"expired, and goes on": {
			server: answers{
				pods:        says(items("2", "a/1", "a/2")),
				pods + "?2": refuses(http.StatusGone, fmt.Sprintf(gone, "3")),
				pods + "?3": says(items("", "a/2", "a/3")),
			},
			want: []string{"a/1", "a/2", "a/3"},
		},
		"expired, again and again": {
			server: answers{
				pods:        says(items("2", "a/1", "a/2")),
				pods + "?2": refuses(http.StatusGone, fmt.Sprintf(gone, "")),
			},
			want:     []string{"a/1", "a/2"},
			problems: []string{"Pod : too old"},
		},
		"forbidden, each namespace is asked": {
			server: answers{
				"/api/v1/namespaces":        namespaces("a", "b", "c"),
				pods:                        forbidden("pods"),
				"/api/v1/namespaces/a/pods": says(items("", "a/1")),
				"/api/v1/namespaces/b/pods": forbidden("pods in b"),
				"/api/v1/namespaces/c/pods": says(items("", "c/1")),
			},
			config:   kubernetes.Config{ExcludeNamespaces: []string{"c"}},
			want:     []string{"a/1"},
			problems: []string{"Pod b: pods in b is forbidden"},
		},
		"forbidden in every namespace": {
			server: answers{
				"/api/v1/namespaces":        namespaces("a", "b"),
				pods:                        forbidden("pods"),
				"/api/v1/namespaces/a/pods": forbidden("pods in a"),
				"/api/v1/namespaces/b/pods": forbidden("pods in b"),
			},
			problems: []string{"Pod : pods in a is forbidden"},
		},
		"forbidden, and namespaces are not known": {
			server:   answers{"/api/v1/namespaces": forbidden("namespaces"), pods: forbidden("pods")},
			problems: []string{"Namespace : namespaces is forbidden", "Pod : pods is forbidden"},
		},
		"namespaces by name": {
			server: answers{
				"/api/v1/namespaces/a":      says(`{"metadata":{"name":"a"}}`),
				"/api/v1/namespaces/b":      says(`{"metadata":{"name":"other"}}`),
				pods:                        says(items("", "a/1", "z/1")),
				"/api/v1/namespaces/a/pods": says(items("", "a/1", "z/2")),
			},
			config:   kubernetes.Config{IncludeNamespaces: []string{"a", "b", "a", "x"}, ExcludeNamespaces: []string{"x"}},
			want:     []string{"a/1"},
			problems: []string{"Namespace b: the answer is another object"},
		},
		"namespaces by glob": {
			server: answers{pods: says(items("", "a-1/1", "a-2/1", "b/1"))},
			config: kubernetes.Config{IncludeNamespaces: []string{"a-*", "b"}, ExcludeNamespaces: []string{"*-2"}},
			want:   []string{"a-1/1", "b/1"},
		},
		"a resource that is not there": {
			server:   answers{pods: refuses(http.StatusNotFound, "404 page not found")},
			problems: []string{"Pod : this cluster does not have it"},
		},
		"a kind that this cluster does not serve": {
			server: answers{
				"/apis/kubevirt.io/v1":                            refuses(http.StatusNotFound, "404 page not found"),
				"/apis/kubevirt.io/v1/virtualmachines":            forbidden("virtualmachines"),
				"/apis/resource.k8s.io/v1":                        says(`{"kind":"APIResourceList","resources":[{"name":"resourceclaims"}]}`),
				"/apis/resource.k8s.io/v1/resourceclaimtemplates": forbidden("resourceclaimtemplates"),
			},
		},
		"a kind that this cluster serves, or may serve": {
			server: answers{
				"/apis/kubevirt.io/v1":                    forbidden("the description"),
				"/apis/kubevirt.io/v1/virtualmachines":    forbidden("virtualmachines"),
				"/apis/resource.k8s.io/v1":                says(`{"kind":"APIResourceList","resources":[{"name":"resourceclaims"}]}`),
				"/apis/resource.k8s.io/v1/resourceclaims": forbidden("resourceclaims"),
			},
			problems: []string{"ResourceClaim : resourceclaims is forbidden", "VirtualMachine : virtualmachines is forbidden"},
		},
		"a kind in versions to come": {
			server: answers{
				"/apis/policy.networking.k8s.io/v1alpha1": refuses(http.StatusNotFound, "404 page not found"),
				"/apis/policy.networking.k8s.io/v1alpha2": refuses(http.StatusNotFound, "404 page not found"),
				"/apis/policy.networking.k8s.io/v1beta1":  says(`{"resources":[{"name":"others"}]}`),
				"/apis/policy.networking.k8s.io/v1":       says(`{"resources":[{"name":"clusternetworkpolicies"}]}`),
				"/apis/policy.networking.k8s.io": says(`{"versions":[{"groupVersion":"elsewhere/v1"},
					{"groupVersion":"policy.networking.k8s.io/v1"},{"groupVersion":"policy.networking.k8s.io/v1beta1"}]}`),
			},
			problems: []string{"ClusterNetworkPolicy : the cluster has them in version policy.networking.k8s.io/v1 only"},
		},
		"a kind in one of its versions": {
			server: answers{
				"/apis/policy.networking.k8s.io/v1alpha2": refuses(http.StatusNotFound, "404 page not found"),
				"/apis/policy.networking.k8s.io/v1beta1":  says(`{"resources":[{"name":"clusternetworkpolicies"}]}`),
				"/apis/policy.networking.k8s.io":          says(`{"versions":[{"groupVersion":"policy.networking.k8s.io/v1beta1"}]}`),
			},
		},
		"cut short": {
			server:   answers{pods: says(`{"items":[{"metadata":{"namespace":"a","name":"1"}},{"metad`)},
			want:     []string{"a/1"},
			problems: []string{"Pod : read the answer at byte"},
		},
		"no JSON":          {server: answers{pods: says(`<html>log in</html>`)}, problems: []string{"Pod : the answer is no object"}},
		"no list":          {server: answers{pods: says(`{"kind":"Pod"}`)}, problems: []string{"Pod : the answer is no list"}},
		"items no list":    {server: answers{pods: says(`{"items":{}}`)}, problems: []string{"Pod : its items are no list"}},
		"items no objects": {server: answers{pods: says(`{"items":[1]}`)}, problems: []string{"Pod : an item has no name"}},
		"a key twice":      {server: answers{pods: says(`{"items":[{"a":1,"a":2}]}`)}, problems: []string{"Pod : duplicate"}},
		"nested too far": {
			server:   answers{pods: says(`{"items":[` + strings.Repeat("[", 1000))},
			problems: []string{"Pod : nested deeper"},
		},
		"an object without end": {
			server:   answers{pods: endless(`{"items":[{"metadata":{"name":"`, "x")},
			problems: []string{"Pod : larger than 16 MiB"},
		},
		"an error without end": {
			server:   answers{pods: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(500); endless("", "x")(w, r) }},
			problems: []string{"Pod : 500 Internal Server Error"},
		},
		"no version": {
			server:   answers{"/version": forbidden("version"), pods: says(items("", "a/1"))},
			want:     []string{"a/1"},
			problems: []string{" : version is forbidden"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			sink := &recorder{}
			if err := newCollector(t, test.server, test.config).Collect(t.Context(), sink); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, pod := range sink.of("Pod") {
				got = append(got, pod.Namespace+"/"+pod.Name)
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("pods %v, want %v", got, test.want)
			}
			same := len(sink.problems) == len(test.problems)
			for i, p := range sink.problems {
				what, message, _ := strings.Cut(test.problems[min(i, len(test.problems)-1)], ": ")
				same = same && p.Kind+" "+p.Namespace == what && strings.Contains(p.Error, message)
			}
			if !same {
				t.Errorf("problems %+v, want %q", sink.problems, test.problems)
			}
		})
	}
}

// endless sends start and then part for ever.
func endless(start, part string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		_, err := fmt.Fprint(w, start)
		for block := strings.Repeat(part, 1<<16); err == nil; {
			_, err = fmt.Fprint(w, block)
		}
	}
}

func TestCollectWaitsForABusyServer(t *testing.T) {
	tries := 0
	server := answers{pods: func(w http.ResponseWriter, _ *http.Request) {
		if tries++; tries < 3 {
			w.Header().Set("Retry-After", "0")
			w.WriteHeader(http.StatusTooManyRequests)
			return
		}
		fmt.Fprint(w, items("", "a/1"))
	}}
	sink := &recorder{}
	if err := newCollector(t, server, kubernetes.Config{}).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	if len(sink.of("Pod")) != 1 || len(sink.problems) > 0 || tries != 3 {
		t.Errorf("%d tries, problems %v", tries, sink.problems)
	}
}

// timeout is a context whose time runs out when the test says so.
type timeout struct {
	context.Context
	done chan struct{}
	once *sync.Once
}

func newTimeout(t *testing.T) timeout {
	return timeout{t.Context(), make(chan struct{}), new(sync.Once)}
}

func (c timeout) Done() <-chan struct{} { return c.done }

func (c timeout) Err() error {
	select {
	case <-c.done:
		return context.DeadlineExceeded
	default:
		return nil
	}
}

// hang is a server that answers nothing before time is out.
func (c timeout) hang(_ http.ResponseWriter, r *http.Request) {
	c.once.Do(func() { close(c.done) })
	<-r.Context().Done()
}

func TestCollectRunsOutOfTime(t *testing.T) {
	ctx, sink := newTimeout(t), &recorder{}
	server := answers{"/apis/apps/v1/deployments": ctx.hang}
	if err := newCollector(t, server, kubernetes.Config{}).Collect(ctx, sink); err != nil {
		t.Fatal(err)
	}
	if len(sink.problems) == 0 || sink.problems[0].Kind != "Deployment" || sink.problems[len(sink.problems)-1].Kind != "ReferenceGrant" {
		t.Errorf("problems: %+v", sink.problems)
	}
	for _, p := range sink.problems {
		if !strings.Contains(p.Error, "time ran out") {
			t.Errorf("problem: %+v", p)
		}
	}
}

func TestCollectFails(t *testing.T) {
	closed := httptest.NewServer(nil)
	closed.Close()
	stop := errors.New("nobody listens")
	for name, test := range map[string]struct {
		server answers
		stop   error
		want   string
	}{
		"refused":       {server: answers{"/version": refuses(http.StatusUnauthorized, `{"message":"Unauthorized"}`)}, want: "may have expired"},
		"no API server": {server: answers{"/version": says("<html>")}, want: "no answer from http://127.0.0.1"},
		"sink stops":    {server: answers{pods: says(items("", "a/1"))}, stop: stop, want: stop.Error()},
		"sink stops, while the next page hangs": {
			server: answers{pods: says(items("2", "a/1")), pods + "?2": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }},
			stop:   stop, want: stop.Error(),
		},
		"sink stops, by namespace": {
			server: answers{
				"/api/v1/namespaces": namespaces("a"), pods: forbidden("pods"), "/api/v1/namespaces/a/pods": says(items("", "a/1")),
			},
			stop: stop, want: stop.Error(),
		},
	} {
		t.Run(name, func(t *testing.T) {
			err := newCollector(t, test.server, kubernetes.Config{}).Collect(t.Context(), &recorder{stop: test.stop})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("error %v, want %q", err, test.want)
			}
			if test.stop == nil && !strings.Contains(err.Error(), `context "test"`) {
				t.Errorf("error %v names no context", err)
			}
		})
	}

	t.Run("hangs", func(t *testing.T) {
		ctx := newTimeout(t)
		err := newCollector(t, answers{"/version": ctx.hang}, kubernetes.Config{}).Collect(ctx, &recorder{})
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), `context "test": http://127.0.0.1`) {
			t.Errorf("error: %v", err)
		}
	})

	t.Run("unreachable", func(t *testing.T) {
		collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: writeKubeconfig(t, &rest.Config{Host: closed.URL})})
		if err != nil {
			t.Fatal(err)
		}
		err = collector.Collect(t.Context(), &recorder{})
		if err == nil || !strings.Contains(err.Error(), "connection refused") || strings.Count(err.Error(), closed.URL) != 1 {
			t.Errorf("error: %v", err)
		}
	})

	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		server := answers{pods: func(http.ResponseWriter, *http.Request) { cancel() }}
		if err := newCollector(t, server, kubernetes.Config{}).Collect(ctx, &recorder{}); !errors.Is(err, context.Canceled) {
			t.Errorf("error: %v", err)
		}
	})
}

func TestCollectAsksForPages(t *testing.T) {
	var asked url.Values
	var accept string
	server := answers{pods: func(w http.ResponseWriter, r *http.Request) {
		asked, accept = r.URL.Query(), r.Header.Get("Accept")
		fmt.Fprint(w, items(""))
	}}
	if err := newCollector(t, server, kubernetes.Config{}).Collect(t.Context(), &recorder{}); err != nil {
		t.Fatal(err)
	}
	if asked.Encode() != "limit=500" || accept != "application/json" {
		t.Errorf("asked for %v as %s", asked, accept)
	}
}

func TestCollectShapesObjects(t *testing.T) {
	server := answers{pods: says(`{"items":[{"kind":"Secret","metadata":{"name":"a","namespace":"b","resourceVersion":"7","managedFields":[]},
		"spec":{"containers":[{"env":[{"name":"A","value":"abc"}]}]},"status":{"phase":"Running","podIP":"10.0.0.1"}}]}`)}
	sink := &recorder{}
	if err := newCollector(t, server, kubernetes.Config{}).Collect(t.Context(), sink); err != nil {
		t.Fatal(err)
	}
	const want = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a","namespace":"b","resourceVersion":"7"},` +
		`"spec":{"containers":[{"env":[{"name":"A","value":{"present":true,"length":3,"looksLike":[]}}]}]},"status":{"phase":"Running"}}`
	if got := string(estate.AppendJSON(nil, sink.of("Pod")[0].Value)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if o := sink.of("Pod")[0]; o.ResourceVersion != "7" || o.Platform != estate.Kubernetes || o.Target == nil {
		t.Errorf("object %+v", o)
	}
}
