package main

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"bulkhead/audit/estate"
	"bulkhead/collectors/snapshot"
)

const namespaces = 50

// The RBAC of a large cluster.
const (
	roles    = 5000
	bindings = 10_000
	accounts = 20_000
)

// rbac writes a snapshot of a cluster with that many roles, bindings and accounts. A tenth of the roles are unlike all others, as those
// that name their objects are; the rest repeat what operators and charts bring to each namespace.
func rbac(path string) error {
	return record(path, func(send func(string)) {
		for i := range namespaces {
			send(fmt.Sprintf(`{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"team-%d"}}`, i))
		}
		for i := range accounts {
			send(fmt.Sprintf(`{"apiVersion":"v1","kind":"ServiceAccount","metadata":{"name":"account-%d","namespace":"team-%d"}}`, i, i%namespaces))
		}
		for i := range roles {
			names := ""
			if i%10 == 0 {
				names = fmt.Sprintf(`,"resourceNames":["config-%d"]`, i)
			}
			send(fmt.Sprintf(role, i, i%namespaces, i%37, names, i%37, i%37))
		}
		for i := range bindings {
			send(fmt.Sprintf(roleBinding, i, i%namespaces, i%roles, i, i%namespaces, i))
		}
	})
}

// The pods of a large cluster.
const (
	pods   = 100_000
	owners = 2000
)

// workloads writes a snapshot of a cluster with that many pods of that many Deployments.
func workloads(path string) error {
	return record(path, func(send func(string)) {
		for i := range namespaces {
			send(fmt.Sprintf(`{"apiVersion":"v1","kind":"Namespace","metadata":{"name":"team-%d"}}`, i))
		}
		for i := range owners {
			send(fmt.Sprintf(`{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"service-%d","namespace":"team-%d","uid":"d-%d"},`+
				`"spec":{"replicas":50,"template":{"metadata":{"labels":{"app":"service-%d"}},"spec":{%s}}}}`, i, i%namespaces, i, i, podSpec(i)))
		}
		for i := range owners {
			send(fmt.Sprintf(`{"apiVersion":"apps/v1","kind":"ReplicaSet","metadata":{"name":"service-%d-x","namespace":"team-%d","uid":"r-%d",`+
				`"ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"service-%d","uid":"d-%d","controller":true}]},`+
				`"spec":{"template":{"metadata":{"labels":{"app":"service-%d"}},"spec":{%s}}}}`, i, i%namespaces, i, i, i, i, podSpec(i)))
		}
		for i := range pods {
			owner := i % owners
			send(fmt.Sprintf(pod, owner, i, owner%namespaces, i, owner, owner, owner, i%500, podSpec(owner), i%250))
		}
	})
}

// record writes a snapshot of a cluster.
func record(path string, fill func(send func(string))) error {
	target := &estate.Target{
		ID: "bench", URI: "kubernetes:bench", Kind: estate.Cluster, Version: "v1.37.2", Collected: time.Unix(0, 0).UTC(),
	}
	recording, err := snapshot.NewRecording(target, nil)
	if err != nil {
		return err
	}
	var failed error
	fill(func(text string) {
		if failed == nil {
			failed = send(recording, target, text)
		}
	})
	if failed != nil {
		return failed
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := snapshot.Write(file, "bench", []*snapshot.Recording{recording}); err != nil {
		return err
	}
	return file.Close()
}

func send(recording *snapshot.Recording, target *estate.Target, text string) error {
	v, err := estate.DecodeJSON(jsontext.NewDecoder(strings.NewReader(text)), nil)
	if err != nil {
		return err
	}
	return recording.Object(&estate.Object{
		Target: target, Platform: estate.Kubernetes, Kind: v.Get("kind").Str(), Value: v,
		Name: v.At("metadata", "name").Str(), Namespace: v.At("metadata", "namespace").Str(),
	})
}

const role = `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"Role","metadata":{"name":"role-%d","namespace":"team-%d",
	"labels":{"app.kubernetes.io/managed-by":"Helm"}},"rules":[
	{"apiGroups":["example%d.com"],"resources":["things","things/status"],"verbs":["get","list","watch","update","patch"]},
	{"apiGroups":[""],"resources":["configmaps"],"verbs":["get","update"]%s},
	{"apiGroups":[""],"resources":["pods","events","resource-%d"],"verbs":["get","list","watch"]},
	{"apiGroups":["apps"],"resources":["deployments","other-%d"],"verbs":["get","list","watch"]}]}`

const roleBinding = `{"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"binding-%d","namespace":"team-%d"},
	"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Role","name":"role-%d"},
	"subjects":[{"kind":"ServiceAccount","name":"account-%d","namespace":"team-%d"},{"kind":"User","name":"user-%d","apiGroup":"rbac.authorization.k8s.io"}]}`

const pod = `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"service-%d-x-%d","namespace":"team-%d","uid":"p-%d",
	"labels":{"app":"service-%d","pod-template-hash":"6d4b75cb6d"},
	"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"service-%d-x","uid":"r-%d","controller":true,"blockOwnerDeletion":true}]},
	"spec":{"nodeName":"node-%d",%s,
	"tolerations":[{"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":300},
	{"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":300}],"priority":0,
	"enableServiceLinks":true,"preemptionPolicy":"PreemptLowerPriority"},
	"status":{"phase":"Running","qosClass":"Burstable","hostIP":"10.0.0.%d"}}`

// podSpec is what pods and their owner's template have in common.
func podSpec(i int) string {
	return fmt.Sprintf(`"restartPolicy":"Always","terminationGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","serviceAccountName":"default",`+
		`"serviceAccount":"default","securityContext":{"runAsNonRoot":true},"schedulerName":"default-scheduler",`+
		`"volumes":[{"name":"config","configMap":{"name":"service-%d","defaultMode":420}},{"name":"scratch","emptyDir":{"sizeLimit":"64Mi"}}],`+
		`"containers":[{"name":"app","image":"registry.example.com/estate/service:1.%d.3","imagePullPolicy":"IfNotPresent",`+
		`"ports":[{"name":"http","containerPort":%d,"protocol":"TCP"}],"env":[{"name":"REGION","value":{"present":true,"length":6,"looksLike":[]}},`+
		`{"name":"POD_NAME","valueFrom":{"fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}}],`+
		`"resources":{"requests":{"cpu":"100m","memory":"128Mi"},"limits":{"memory":"%dMi"}},`+
		`"livenessProbe":{"httpGet":{"path":"/healthz","port":"http","scheme":"HTTP"},"initialDelaySeconds":10,"timeoutSeconds":1,"periodSeconds":10},`+
		`"volumeMounts":[{"name":"config","readOnly":true,"mountPath":"/etc/service"},{"name":"scratch","mountPath":"/tmp"}],`+
		`"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File",`+
		`"securityContext":{"allowPrivilegeEscalation":false,"capabilities":{"drop":["ALL"]}}}]`,
		i, i%11, 8000+i%100, i%4*128+128)
}
