-- Reserved: sections.
select 1;
