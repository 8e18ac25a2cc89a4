package kubernetes_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"testing"

	corev1 "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	client "k8s.io/client-go/kubernetes"
	"k8s.io/client-go/rest"

	"bulkhead/audit/estate"
	"bulkhead/collectors/kubernetes"
)

// discard is a sink that keeps nothing.
type discard struct{ objects int }

func (d *discard) Object(*estate.Object) error { d.objects++; return nil }

func (*discard) Problem(estate.Problem) {}

func (*discard) Progress(string, int, int) {}

const benchmarkPods, benchmarkPage = 5000, 500

// BenchmarkCollect reads pods as audits do; BenchmarkTypedLists is the floor that it is compared with.
func BenchmarkCollect(b *testing.B) {
	server := podServer(b)
	file := writeKubeconfig(b, &rest.Config{Host: server.URL})
	b.ReportAllocs()
	for b.Loop() {
		collector, err := kubernetes.New(kubernetes.Config{Kubeconfig: file, QPS: 1e6})
		if err != nil {
			b.Fatal(err)
		}
		sink := &discard{}
		if err := collector.Collect(b.Context(), sink); err != nil || sink.objects != benchmarkPods {
			b.Fatalf("%d objects, error %v", sink.objects, err)
		}
	}
}

func BenchmarkTypedLists(b *testing.B) {
	server := podServer(b)
	api, err := client.NewForConfig(&rest.Config{Host: server.URL, QPS: -1, ContentConfig: rest.ContentConfig{ContentType: "application/json"}})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		objects, options := 0, metav1.ListOptions{Limit: benchmarkPage}
		for {
			list, err := api.CoreV1().Pods("").List(b.Context(), options)
			if err != nil {
				b.Fatal(err)
			}
			objects += len(list.Items)
			if options.Continue = list.Continue; options.Continue == "" {
				break
			}
		}
		if objects != benchmarkPods {
			b.Fatalf("%d objects", objects)
		}
	}
}

// podServer has pods of the size that real ones have, and nothing else.
func podServer(b *testing.B) *httptest.Server {
	b.Helper()
	pages := make([][]byte, benchmarkPods/benchmarkPage)
	for i := range pages {
		list := corev1.PodList{TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "PodList"}}
		if i+1 < len(pages) {
			list.Continue = strconv.Itoa(i + 1)
		}
		for j := range benchmarkPage {
			list.Items = append(list.Items, pod(fmt.Sprintf("pod-%d-%d", i, j)))
		}
		var err error
		if pages[i], err = json.Marshal(list); err != nil {
			b.Fatal(err)
		}
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		switch r.URL.Path {
		case "/api/v1/pods":
			i, _ := strconv.Atoi(r.URL.Query().Get("continue"))
			_, _ = w.Write(pages[i])
		case "/version":
			fmt.Fprint(w, `{"gitVersion":"v1.37.2"}`)
		default:
			fmt.Fprint(w, `{"items":[]}`)
		}
	}))
	b.Cleanup(server.Close)
	return server
}

func pod(name string) corev1.Pod {
	fields := `{"f:metadata":{"f:labels":{".":{},"f:app":{},"f:tier":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"app\"}":{".":{},"f:env":{".":{},"k:{\"name\":\"A\"}":{".":{},"f:name":{},"f:value":{}}},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:resources":{},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"f:enableServiceLinks":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}`
	no, yes := false, true
	quantity := corev1.ResourceList{corev1.ResourceMemory: resource.MustParse("128Mi"), corev1.ResourceCPU: resource.MustParse("100m")}
	container := corev1.Container{
		Name: "app", Image: "registry.example/team/app:v1.2.3", Args: []string{"--listen=:8080", "--verbose"},
		Env:                      []corev1.EnvVar{{Name: "A", Value: "some value"}, {Name: "B", Value: "another value"}},
		Ports:                    []corev1.ContainerPort{{Name: "http", ContainerPort: 8080, Protocol: corev1.ProtocolTCP}},
		Resources:                corev1.ResourceRequirements{Limits: quantity, Requests: quantity},
		VolumeMounts:             []corev1.VolumeMount{{Name: "token", MountPath: "/var/run/secrets/kubernetes.io/serviceaccount", ReadOnly: true}},
		TerminationMessagePath:   "/dev/termination-log",
		TerminationMessagePolicy: corev1.TerminationMessageReadFile,
		ImagePullPolicy:          corev1.PullIfNotPresent,
		SecurityContext:          &corev1.SecurityContext{AllowPrivilegeEscalation: &no, RunAsNonRoot: &yes},
	}
	now := metav1.Now()
	condition := func(kind corev1.PodConditionType) corev1.PodCondition {
		return corev1.PodCondition{Type: kind, Status: corev1.ConditionTrue, LastTransitionTime: now}
	}
	return corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{
			Name: name, Namespace: "shop", UID: "8f1d9f0c-1f63-4a3a-9a83-2d2a5f2d7f5e", ResourceVersion: "123456", CreationTimestamp: now,
			Labels:          map[string]string{"app": "web", "pod-template-hash": "7d9c6b5f4"},
			OwnerReferences: []metav1.OwnerReference{{APIVersion: "apps/v1", Kind: "ReplicaSet", Name: "web-7d9c6b5f4", UID: "x", Controller: &yes}},
			ManagedFields:   []metav1.ManagedFieldsEntry{{Manager: "controller", Operation: "Update", APIVersion: "v1", Time: &now, FieldsType: "FieldsV1", FieldsV1: metav1.NewFieldsV1(fields)}},
		},
		Spec: corev1.PodSpec{
			Containers: []corev1.Container{container}, ServiceAccountName: "app", NodeName: "node-1",
			Volumes: []corev1.Volume{{Name: "token", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{}}}},
		},
		Status: corev1.PodStatus{
			Phase: corev1.PodRunning, PodIP: "10.0.0.1", HostIP: "10.1.0.1", StartTime: &now,
			Conditions:        []corev1.PodCondition{condition("Initialized"), condition("Ready"), condition("ContainersReady"), condition("PodScheduled")},
			ContainerStatuses: []corev1.ContainerStatus{{Name: "app", Ready: true, Image: "registry.example/team/app:v1.2.3", ImageID: "sha256:0123456789abcdef", ContainerID: "containerd://0123456789abcdef"}},
		},
	}
}
