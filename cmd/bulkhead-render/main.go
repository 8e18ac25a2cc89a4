// Command bulkhead-render renders one Helm chart or kustomization for bulkhead, which calls it: see package render.
package main

import (
	"encoding/gob"
	"fmt"
	"io"
	"os"

	"bulkhead/collectors/render"
)

// maxFiles bounds the files of one chart.
const maxFiles = 20_000

func main() {
	os.Exit(run(os.Stdin, os.Stdout, os.Stderr))
}

// run reads one question, answers it, and returns the exit code.
func run(in io.Reader, out, err io.Writer) int {
	var q render.Question
	if e := gob.NewDecoder(io.LimitReader(in, render.MaxInput)).Decode(&q); e != nil {
		fmt.Fprintf(err, "bulkhead-render is called by bulkhead, which says what to render: %v\n", e)
		return 2
	}
	a := answer(&q)
	if e := gob.NewEncoder(out).Encode(&a); e != nil {
		fmt.Fprintln(err, "write answer:", e)
		return 1
	}
	return 0
}

func answer(q *render.Question) render.Answer {
	if err := q.Understood(); err != nil {
		return render.Answer{Error: err.Error()}
	}
	if err := confine(q.Remote); err != nil {
		return render.Answer{Error: err.Error()}
	}
	response, err := perform(&q.Request)
	if err != nil {
		return render.Answer{Error: err.Error()}
	}
	return render.Answer{Response: *response}
}

// perform renders, and makes a panic of the libraries an error.
func perform(r *render.Request) (response *render.Response, err error) {
	defer func() {
		if value := recover(); value != nil {
			err = fmt.Errorf("it can't be rendered: %v", value)
		}
	}()
	if r.Chart != "" {
		return renderChart(r)
	}
	return buildKustomization(r)
}
