# The same crosstabs by R's survey, for statistics.mjs: prints times in milliseconds and results as JSON.
suppressMessages(library(survey))
words <- commandArgs(trailingOnly = TRUE)
n <- as.integer(words[2])
whole <- function(name) readBin(file.path(words[1], name), "integer", n, 4)
d <- data.frame(
	province = whole("province"), commune = whole("commune"),
	choice = factor(whole("choice")), group = factor(whole("group")),
	weight = readBin(file.path(words[1], "weight"), "double", n, 8)
)
d$place <- factor(d$province)
now <- function() as.numeric(Sys.time()) * 1000
began <- now()
s <- svydesign(ids = ~commune, strata = ~province, weights = ~weight, data = d)
made <- now() - began
one <- function(rows) {
	began <- now()
	by <- svyby(~choice, rows, s, svymean, keep.var = TRUE)
	ends <- confint(by, df = degf(s))
	test <- svychisq(as.formula(paste("~", all.vars(rows), "+ choice")), s, statistic = "F")
	took <- now() - began
	values <- c(test$statistic, test$parameter[1], by[1, 2], ends[1, 1], ends[1, 2])
	sprintf('{"took":%f,"values":[%s]}', took, paste(sprintf("%.15g", values), collapse = ","))
}
cat(sprintf('{"made":%f,"small":%s,"large":%s}\n', made, one(~group), one(~place)))
