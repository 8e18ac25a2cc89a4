// Command record writes snapshots of large clusters, which are made and not collected.
//
//	record rbac|pods FILE
//
// It is a program of its own so that the bench stays small: what a process is seen with begins with what its parent used.
package main

import (
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: record rbac|pods FILE")
	}
	makers := map[string]func(string) error{"rbac": rbac, "pods": workloads}
	fill, ok := makers[os.Args[1]]
	if !ok {
		log.Fatalf("record: there is no cluster %q", os.Args[1])
	}
	if err := fill(os.Args[2]); err != nil {
		log.Fatalf("record %s: %v", os.Args[1], err)
	}
}
