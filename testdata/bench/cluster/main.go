// Command cluster starts etcd and an API server, fills the cluster, writes one line, and runs until its standard input ends. It is
// a process of its own so that the bench stays small: see the bench on memory.
package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"os"

	"bulkhead/collectors/kubernetes/clustertest"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: cluster DIR")
	}
	if err := run(context.Background(), os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dir string) error {
	cluster, err := clustertest.Run(ctx, dir)
	if err != nil {
		return err
	}
	defer cluster.Stop()
	if err := populate(ctx, cluster.Config(clustertest.Admin)); err != nil {
		return fmt.Errorf("populate the cluster: %w", err)
	}
	fmt.Println(cluster.Kubeconfig)
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}
