# What R's package sna makes of the graphs in two tables, as a third table on standard output:
#
#     Rscript sna.R arcs.csv groups.csv > sna.csv
#
# sna.csv in this folder was made so, from the other two, by sna 2.7-1 under R 4.2. All nodes have a row in
# groups.csv, and a graph's nodes are numbered from 1; "all" is the whole network. sna is run here, as an oracle;
# nothing of it was copied.
suppressPackageStartupMessages(library(sna))
files <- commandArgs(trailingOnly = TRUE)
arcs <- read.csv(files[1])
groups <- read.csv(files[2])
cat("graph,node,column,count,expected,sd\n")
for (graph in unique(groups$graph)) {
  members <- groups[groups$graph == graph, ]
  ties <- arcs[arcs$graph == graph, ]
  adjacency <- matrix(0, nrow(members), nrow(members))
  adjacency[cbind(ties$source, ties$target)] <- 1
  found <- brokerage(adjacency, members$group)
  for (column in colnames(found$raw.nli)) {
    nodes <- c(members$node, "all")
    values <- cbind(
      c(found$raw.nli[, column], found$raw.gli[column]),
      c(found$exp.nli[, column], found$exp.gli[column]),
      c(found$sd.nli[, column], found$sd.gli[column])
    )
    cat(sprintf("%s,%s,%s,%d,%.17g,%.17g\n", graph, nodes, column,
                as.integer(values[, 1]), values[, 2], values[, 3]), sep = "")
  }
}
