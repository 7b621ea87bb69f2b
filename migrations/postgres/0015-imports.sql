-- Reserved: imports.
select 1;
