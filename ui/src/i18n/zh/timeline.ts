/** Words of the view 时间线. */

export const timeline = {
  title: "时间线",
  lead: "聊天与收付记录按时间排在一起。",
};
