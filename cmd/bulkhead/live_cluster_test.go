//go:build cgo && libvirt_dlopen

package main

import (
	"context"
	"testing"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	rbacv1 "k8s.io/api/rbac/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/types"
)

// clusterFaults are what has to be found in the cluster: subjects by control.
var clusterFaults = map[string][]string{
	"kubernetes/privileged-container": {
		"Deployment shop/web migrate", "Deployment shop/web proxy", "Deployment shop/web app", "Pod shop/web-1 debugger",
	},
	"kubernetes/runtime-socket":                 {"Deployment shop/web runtime"},
	"kubernetes/host-port":                      {"Deployment shop/web app/8080"},
	"kubernetes/host-network":                   {"Pod shop/toolbox"},
	"kubernetes/host-pid":                       {"CronJob shop/nightly"},
	"kubernetes/dangerous-capability":           {"StatefulSet shop/db server"},
	"kubernetes/mutable-image-tag":              {"Pod shop/toolbox shell", "CronJob shop/nightly dump"},
	"kubernetes/no-network-policy":              {"Deployment shop/web", "CronJob shop/nightly"},
	"kubernetes/namespace-without-pod-security": {"Namespace shop", "Namespace lax", "Namespace default"},
	"kubernetes/cluster-admin-bound":            {"ClusterRoleBinding jane-is-root"},
	"kubernetes/anonymous-bound":                {"ClusterRoleBinding open-door"},
	"kubernetes/reads-secrets":                  {"RoleBinding shop/secret-readers", "ClusterRoleBinding jane-is-root"},
	"kubernetes/wildcard-role":                  {"RoleBinding shop/secret-readers"},
	"kubernetes/creates-workloads":              {"RoleBinding shop/deployers"},
	"kubernetes/impersonates":                   {"ClusterRoleBinding pretenders"},
}

// Literals that stand for secrets. The key is the one that AWS prints in its own documentation.
const (
	awsKey = "AKIAIOSFODNN7EXAMPLE"
	image  = "registry.example/app:1"
	digest = "registry.example/app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
)

// create creates an object through one of client-go's typed clients.
func create[T any](t *testing.T, create func(context.Context, *T, metav1.CreateOptions) (*T, error), object *T) *T {
	t.Helper()
	created, err := create(t.Context(), object, metav1.CreateOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return created
}

// populate creates what no controller here would create: workloads with all that they own.
func (e *liveEstate) populate(t *testing.T) {
	t.Helper()
	for name, enforce := range map[string]string{"shop": "", "lax": "privileged", "clean": "restricted"} {
		namespace := &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}}
		if enforce != "" {
			namespace.Labels = map[string]string{"pod-security.kubernetes.io/enforce": enforce}
		}
		create(t, e.api.CoreV1().Namespaces().Create, namespace)
	}
	e.createDeployment(t)
	e.createCronJob(t)
	create(t, e.api.AppsV1().StatefulSets("shop").Create, &appsv1.StatefulSet{
		ObjectMeta: metav1.ObjectMeta{Name: "db"},
		Spec: appsv1.StatefulSetSpec{
			Selector: selector("db"),
			Template: template("db", corev1.PodSpec{Containers: []corev1.Container{{
				Name: "server", Image: image,
				SecurityContext: &corev1.SecurityContext{Capabilities: &corev1.Capabilities{Add: []corev1.Capability{"SYS_ADMIN"}}},
			}}}),
		},
	})
	e.setPhase(t, create(t, e.api.CoreV1().Pods("shop").Create, &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: "toolbox"},
		Spec:       corev1.PodSpec{HostNetwork: true, Containers: []corev1.Container{{Name: "shell", Image: image}}},
	}), corev1.PodRunning)
	create(t, e.api.CoreV1().ConfigMaps("shop").Create, &corev1.ConfigMap{
		ObjectMeta: metav1.ObjectMeta{Name: "settings"}, Data: map[string]string{"password": secret + "-in-configmap"},
	})
	create(t, e.api.CoreV1().Secrets("shop").Create, &corev1.Secret{
		ObjectMeta: metav1.ObjectMeta{Name: "keys"}, Data: map[string][]byte{"password": []byte(secret + "-in-secret")},
	})
	create(t, e.api.NetworkingV1().NetworkPolicies("shop").Create, &networkingv1.NetworkPolicy{
		ObjectMeta: metav1.ObjectMeta{Name: "web-ingress"},
		Spec:       networkingv1.NetworkPolicySpec{PodSelector: *selector("web"), PolicyTypes: []networkingv1.PolicyType{"Ingress"}},
	})
	e.bind(t, "jane-is-root", "", clusterRole("cluster-admin"), user("jane"))
	e.bind(t, "open-door", "", clusterRole("bulkhead-nothing-else"), group("system:unauthenticated"),
		rule("", "nodes", "list"))
	e.bind(t, "pretenders", "", clusterRole("impersonator"), user("jane"), rule("", "users", "impersonate"))
	e.bind(t, "secret-readers", "shop", role("secret-reader"), user("jane"), rule("", "secrets", "*"), rule("apps", "*", "*"))
	e.bind(t, "deployers", "shop", role("deployer"), user("jane"), rule("apps", "deployments", "create"))
	e.createClean(t)
}

// createDeployment makes a deployment with a fault in every kind of container, its replica set, and three pods: one that runs and
// is being debugged, one that waits, and one that has ended.
func (e *liveEstate) createDeployment(t *testing.T) {
	t.Helper()
	privileged := &corev1.SecurityContext{Privileged: new(true)}
	spec := corev1.PodSpec{
		InitContainers: []corev1.Container{
			{Name: "migrate", Image: image, SecurityContext: privileged, Command: []string{"migrate", "--password", secret + "-in-command"}},
			{Name: "proxy", Image: image, SecurityContext: privileged, RestartPolicy: new(corev1.ContainerRestartPolicyAlways)},
		},
		Containers: []corev1.Container{{
			Name: "app", Image: image, SecurityContext: privileged,
			Env:   []corev1.EnvVar{{Name: "PASSWORD", Value: secret + "-in-env"}},
			Args:  []string{"--token=" + secret + "-in-args", "--key", awsKey},
			Ports: []corev1.ContainerPort{{ContainerPort: 8080, HostPort: 8080}},
			LivenessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{
				Exec: &corev1.ExecAction{Command: []string{"check", secret + "-in-probe"}},
			}},
			ReadinessProbe: &corev1.Probe{ProbeHandler: corev1.ProbeHandler{HTTPGet: &corev1.HTTPGetAction{
				Port: portNumber(8080), HTTPHeaders: []corev1.HTTPHeader{{Name: "Authorization", Value: secret + "-in-header"}},
			}}},
			Lifecycle: &corev1.Lifecycle{PreStop: &corev1.LifecycleHandler{
				Exec: &corev1.ExecAction{Command: []string{"bye", secret + "-in-hook"}},
			}},
		}},
		Volumes: []corev1.Volume{{Name: "runtime", VolumeSource: corev1.VolumeSource{
			HostPath: &corev1.HostPathVolumeSource{Path: "/var/run/docker.sock"},
		}}, {Name: "share", VolumeSource: corev1.VolumeSource{CSI: &corev1.CSIVolumeSource{
			Driver: "smb.example", VolumeAttributes: map[string]string{"password": secret + "-in-volume"},
		}}}},
	}
	deployment := create(t, e.api.AppsV1().Deployments("shop").Create, &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "web", Annotations: map[string]string{
			"kubectl.kubernetes.io/last-applied-configuration": `{"env":"` + secret + `-in-last-applied"}`,
			"example.com/database":                             "postgres://shop:" + secret + "-in-annotation@db/shop",
			"example.com/key":                                  awsKey,
		}},
		Spec: appsv1.DeploymentSpec{Replicas: new(int32(3)), Selector: selector("web"), Template: template("web", spec)},
	})
	replicas := create(t, e.api.AppsV1().ReplicaSets("shop").Create, &appsv1.ReplicaSet{
		ObjectMeta: metav1.ObjectMeta{Name: "web-5d9c", OwnerReferences: ownedBy("apps/v1", "Deployment", "web", deployment.UID)},
		Spec:       appsv1.ReplicaSetSpec{Selector: selector("web"), Template: template("web", spec)},
	})
	owner := ownedBy("apps/v1", "ReplicaSet", replicas.Name, replicas.UID)
	for name, phase := range map[string]corev1.PodPhase{"web-1": corev1.PodRunning, "web-2": corev1.PodPending, "web-3": corev1.PodFailed} {
		e.createPod(t, name, "web", spec, owner, phase)
	}

	pod, err := e.api.CoreV1().Pods("shop").Get(t.Context(), "web-1", metav1.GetOptions{})
	if err != nil {
		t.Fatal(err)
	}
	pod.Spec.EphemeralContainers = []corev1.EphemeralContainer{{EphemeralContainerCommon: corev1.EphemeralContainerCommon{
		Name: "debugger", Image: image, SecurityContext: privileged, TerminationMessagePolicy: corev1.TerminationMessageReadFile,
		Env: []corev1.EnvVar{{Name: "TOKEN", Value: secret + "-in-debugger"}},
	}}}
	if _, err := e.api.CoreV1().Pods("shop").UpdateEphemeralContainers(t.Context(), "web-1", pod, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
}

// createCronJob makes a cron job with one job and the job's pod.
func (e *liveEstate) createCronJob(t *testing.T) {
	t.Helper()
	spec := corev1.PodSpec{
		HostPID: true, RestartPolicy: corev1.RestartPolicyNever,
		Containers: []corev1.Container{{Name: "dump", Image: image}},
	}
	jobSpec := batchv1.JobSpec{Template: template("nightly", spec)}
	cron := create(t, e.api.BatchV1().CronJobs("shop").Create, &batchv1.CronJob{
		ObjectMeta: metav1.ObjectMeta{Name: "nightly"},
		Spec:       batchv1.CronJobSpec{Schedule: "0 3 * * *", JobTemplate: batchv1.JobTemplateSpec{Spec: jobSpec}},
	})
	job := create(t, e.api.BatchV1().Jobs("shop").Create, &batchv1.Job{
		ObjectMeta: metav1.ObjectMeta{Name: "nightly-1", OwnerReferences: ownedBy("batch/v1", "CronJob", "nightly", cron.UID)},
		Spec:       jobSpec,
	})
	e.createPod(t, "nightly-1-a", "nightly", spec, ownedBy("batch/v1", "Job", job.Name, job.UID), corev1.PodRunning)
}

// createClean makes a namespace in which nothing is wrong.
func (e *liveEstate) createClean(t *testing.T) {
	t.Helper()
	create(t, e.api.CoreV1().ServiceAccounts("clean").Create, &corev1.ServiceAccount{
		ObjectMeta: metav1.ObjectMeta{Name: "app"}, AutomountServiceAccountToken: new(false),
	})
	create(t, e.api.NetworkingV1().NetworkPolicies("clean").Create, &networkingv1.NetworkPolicy{
		ObjectMeta: metav1.ObjectMeta{Name: "deny-all"},
		Spec:       networkingv1.NetworkPolicySpec{PolicyTypes: []networkingv1.PolicyType{"Ingress", "Egress"}},
	})
	create(t, e.api.CoreV1().ResourceQuotas("clean").Create, &corev1.ResourceQuota{
		ObjectMeta: metav1.ObjectMeta{Name: "all"},
		Spec: corev1.ResourceQuotaSpec{Hard: corev1.ResourceList{
			corev1.ResourceLimitsMemory: quantity("1Gi"), corev1.ResourceRequestsCPU: quantity("2"), corev1.ResourcePods: quantity("9"),
		}},
	})
	// The deployment's containers say nothing of the node's disk: this does.
	create(t, e.api.CoreV1().LimitRanges("clean").Create, &corev1.LimitRange{
		ObjectMeta: metav1.ObjectMeta{Name: "all"},
		Spec: corev1.LimitRangeSpec{Limits: []corev1.LimitRangeItem{{
			Type: corev1.LimitTypeContainer, Max: corev1.ResourceList{corev1.ResourceEphemeralStorage: quantity("1Gi")},
		}}},
	})
	limits := corev1.ResourceList{corev1.ResourceMemory: quantity("64Mi")}
	requests := corev1.ResourceList{corev1.ResourceCPU: quantity("10m")}
	create(t, e.api.AppsV1().Deployments("clean").Create, &appsv1.Deployment{
		ObjectMeta: metav1.ObjectMeta{Name: "app"},
		Spec: appsv1.DeploymentSpec{Selector: selector("app"), Template: template("app", corev1.PodSpec{
			ServiceAccountName: "app",
			SecurityContext: &corev1.PodSecurityContext{
				RunAsNonRoot: new(true), RunAsUser: new(int64(1000)),
				SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
			},
			Containers: []corev1.Container{{
				Name: "app", Image: digest, Resources: corev1.ResourceRequirements{Limits: limits, Requests: requests},
				SecurityContext: &corev1.SecurityContext{
					AllowPrivilegeEscalation: new(false), ReadOnlyRootFilesystem: new(true),
					Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
				},
			}},
		})},
	})
	e.bind(t, "viewers", "clean", clusterRole("view"), group("developers"))
}

func (e *liveEstate) createPod(t *testing.T, name, app string, spec corev1.PodSpec, owner []metav1.OwnerReference, phase corev1.PodPhase) {
	t.Helper()
	e.setPhase(t, create(t, e.api.CoreV1().Pods("shop").Create, &corev1.Pod{
		ObjectMeta: metav1.ObjectMeta{Name: name, Labels: map[string]string{"app": app}, OwnerReferences: owner},
		Spec:       spec,
	}), phase)
}

// setPhase does what the kubelet would do.
func (e *liveEstate) setPhase(t *testing.T, pod *corev1.Pod, phase corev1.PodPhase) {
	t.Helper()
	pod.Status.Phase = phase
	if _, err := e.api.CoreV1().Pods(pod.Namespace).UpdateStatus(t.Context(), pod, metav1.UpdateOptions{}); err != nil {
		t.Fatal(err)
	}
}

// bind binds a role to a subject, everywhere where namespace is empty, and creates the role where rules say what it allows.
func (e *liveEstate) bind(t *testing.T, name, namespace string, to rbacv1.RoleRef, subject rbacv1.Subject, rules ...rbacv1.PolicyRule) {
	t.Helper()
	named := metav1.ObjectMeta{Name: to.Name}
	switch {
	case len(rules) > 0 && to.Kind == "ClusterRole":
		create(t, e.api.RbacV1().ClusterRoles().Create, &rbacv1.ClusterRole{ObjectMeta: named, Rules: rules})
	case len(rules) > 0:
		create(t, e.api.RbacV1().Roles(namespace).Create, &rbacv1.Role{ObjectMeta: named, Rules: rules})
	}
	named.Name = name
	if namespace == "" {
		create(t, e.api.RbacV1().ClusterRoleBindings().Create, &rbacv1.ClusterRoleBinding{
			ObjectMeta: named, RoleRef: to, Subjects: []rbacv1.Subject{subject},
		})
		return
	}
	create(t, e.api.RbacV1().RoleBindings(namespace).Create, &rbacv1.RoleBinding{
		ObjectMeta: named, RoleRef: to, Subjects: []rbacv1.Subject{subject},
	})
}

func ownedBy(apiVersion, kind, name string, uid types.UID) []metav1.OwnerReference {
	return []metav1.OwnerReference{{APIVersion: apiVersion, Kind: kind, Name: name, UID: uid, Controller: new(true)}}
}
