-- Reserved: attachments.
select 1;
