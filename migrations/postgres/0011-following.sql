-- Reserved: following.
select 1;
