// Command lists is the floor of reading a cluster: it lists what bulkhead lists with client-go's typed clients over JSON, in
// pages of 500, and drops it.
package main

import (
	"context"
	"log"
	"os"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: lists KUBECONFIG")
	}
	if err := run(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(kubeconfig string) error {
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	config.QPS = -1
	config.ContentType = "application/json"
	api, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	if _, err := api.Discovery().ServerVersion(); err != nil {
		return err
	}
	for _, list := range lists(api) {
		if err := list(context.Background()); err != nil {
			return err
		}
	}
	return nil
}

// lists has the resources of the collector, in its order.
func lists(api *kubernetes.Clientset) []func(context.Context) error {
	core, apps, batch, rbac, net := api.CoreV1(), api.AppsV1(), api.BatchV1(), api.RbacV1(), api.NetworkingV1()
	return []func(context.Context) error{
		all(core.Namespaces().List),
		all(core.Nodes().List),
		all(core.ServiceAccounts("").List),
		all(rbac.ClusterRoles().List),
		all(rbac.Roles("").List),
		all(rbac.ClusterRoleBindings().List),
		all(rbac.RoleBindings("").List),
		all(net.NetworkPolicies("").List),
		all(core.LimitRanges("").List),
		all(core.ResourceQuotas("").List),
		all(api.NodeV1().RuntimeClasses().List),
		all(apps.Deployments("").List),
		all(apps.StatefulSets("").List),
		all(apps.DaemonSets("").List),
		all(batch.CronJobs("").List),
		all(core.ReplicationControllers("").List),
		all(apps.ReplicaSets("").List),
		all(batch.Jobs("").List),
		all(core.Pods("").List),
		all(core.Services("").List),
		all(net.Ingresses("").List),
	}
}

func all[L metav1.ListInterface](list func(context.Context, metav1.ListOptions) (L, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		options := metav1.ListOptions{Limit: 500}
		for {
			page, err := list(ctx, options)
			if err != nil {
				return err
			}
			if options.Continue = page.GetContinue(); options.Continue == "" {
				return nil
			}
		}
	}
}
