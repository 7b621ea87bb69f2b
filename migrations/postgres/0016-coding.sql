-- Reserved: coding.
select 1;
