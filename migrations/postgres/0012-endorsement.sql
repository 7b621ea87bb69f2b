-- Reserved: endorsement.
select 1;
